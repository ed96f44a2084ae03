package dev.skep.hive.api;

class Hive31CodecTest extends CodecKit {
    Hive31CodecTest() {
        super(Published.HIVE_3_1);
    }
}
