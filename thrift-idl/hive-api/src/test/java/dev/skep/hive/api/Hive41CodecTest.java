package dev.skep.hive.api;

class Hive41CodecTest extends CodecKit {
    Hive41CodecTest() {
        super(Published.HIVE_4_1);
    }
}
