package dev.skep.server.front.hive;

class Hive23TablesTest extends HiveTablesKit {
    Hive23TablesTest() {
        super("hive-2.3");
    }
}
