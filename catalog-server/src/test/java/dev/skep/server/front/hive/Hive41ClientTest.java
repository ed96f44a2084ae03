package dev.skep.server.front.hive;

class Hive41ClientTest extends HiveClientKit {
    Hive41ClientTest() {
        super("hive-4.1");
    }
}
