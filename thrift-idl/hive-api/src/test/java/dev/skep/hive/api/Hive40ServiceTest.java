package dev.skep.hive.api;

class Hive40ServiceTest extends ServiceKit {
    Hive40ServiceTest() {
        super(Published.HIVE_4_0);
    }
}
