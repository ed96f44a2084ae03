package dev.skep.server.front.hive;

class Hive23PartitionTest extends PartitionClientKit {
    Hive23PartitionTest() {
        super("hive-2.3");
    }
}
