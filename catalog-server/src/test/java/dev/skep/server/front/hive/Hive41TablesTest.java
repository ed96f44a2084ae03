package dev.skep.server.front.hive;

class Hive41TablesTest extends HiveTablesKit {
    Hive41TablesTest() {
        super("hive-4.1");
    }
}
