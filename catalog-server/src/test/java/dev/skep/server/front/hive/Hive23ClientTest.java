package dev.skep.server.front.hive;

class Hive23ClientTest extends HiveClientKit {
    Hive23ClientTest() {
        super("hive-2.3");
    }
}
