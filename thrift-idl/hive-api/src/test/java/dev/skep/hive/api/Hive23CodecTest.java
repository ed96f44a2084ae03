package dev.skep.hive.api;

class Hive23CodecTest extends CodecKit {
    Hive23CodecTest() {
        super(Published.HIVE_2_3);
    }
}
