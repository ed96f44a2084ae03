package dev.skep.hive.api;

class Hive23ServiceTest extends ServiceKit {
    Hive23ServiceTest() {
        super(Published.HIVE_2_3);
    }
}
