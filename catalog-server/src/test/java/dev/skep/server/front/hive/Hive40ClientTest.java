package dev.skep.server.front.hive;

class Hive40ClientTest extends HiveClientKit {
    Hive40ClientTest() {
        super("hive-4.0");
    }
}
