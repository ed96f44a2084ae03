package dev.skep.hive.api;

class Hive31ServiceTest extends ServiceKit {
    Hive31ServiceTest() {
        super(Published.HIVE_3_1);
    }
}
