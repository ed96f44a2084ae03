package dev.skep.hive.api;

class Hive40CodecTest extends CodecKit {
    Hive40CodecTest() {
        super(Published.HIVE_4_0);
    }
}
