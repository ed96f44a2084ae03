package dev.skep.server.front.hive;

class Hive31ClientTest extends HiveClientKit {
    Hive31ClientTest() {
        super("hive-3.1");
    }
}
