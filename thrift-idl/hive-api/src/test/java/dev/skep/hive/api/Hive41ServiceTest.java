package dev.skep.hive.api;

class Hive41ServiceTest extends ServiceKit {
    Hive41ServiceTest() {
        super(Published.HIVE_4_1);
    }
}
