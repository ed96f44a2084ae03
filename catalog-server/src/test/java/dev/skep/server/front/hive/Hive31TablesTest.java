package dev.skep.server.front.hive;

class Hive31TablesTest extends HiveTablesKit {
    Hive31TablesTest() {
        super("hive-3.1");
    }
}
