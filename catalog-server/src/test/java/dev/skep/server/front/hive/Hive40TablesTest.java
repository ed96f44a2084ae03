package dev.skep.server.front.hive;

class Hive40TablesTest extends HiveTablesKit {
    Hive40TablesTest() {
        super("hive-4.0");
    }
}
