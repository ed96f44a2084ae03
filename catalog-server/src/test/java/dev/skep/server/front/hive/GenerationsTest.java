package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.hive.api.CreateDatabaseArgs;
import dev.skep.hive.api.Database;
import dev.skep.hive.api.GetAllDatabasesArgs;
import dev.skep.hive.api.GetDatabaseArgs;
import dev.skep.hive.api.GetDatabaseReqArgs;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.thrift.Generation;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private static final Object NO_ARGUMENTS = GetAllDatabasesArgs.builder().build();

    @Test
    void aMethodThatNoEarlierReleaseHasIsCalledByTheNewest() throws IOException, ClassNotFoundException {
        Set<String> newest = new TreeSet<>(methods("hive-4.0"));
        newest.addAll(methods("hive-4.1"));
        newest.removeAll(methods("hive-3.1"));
        newest.removeAll(methods("hive-2.3"));

        assertThat(calledBy(Generation.HIVE_4)).isEqualTo(newest);
    }

    @Test
    void whatAGenerationCallsItHas() throws IOException, ClassNotFoundException {
        assertThat(methods("hive-2.3")).containsAll(calledBy(Generation.HIVE_2));
        assertThat(methods("hive-3.1")).containsAll(calledBy(Generation.HIVE_3));
    }

    @Test
    void aCatalogBeforeANameIsHive3s() {
        Object marked = GetDatabaseArgs.builder().name("@hive#sales").build();
        Object plain = GetDatabaseArgs.builder().name("sales").build();

        assertThat(Generations.learned(null, "get_database", marked)).isEqualTo(Generation.HIVE_3);
        assertThat(Generations.learned(null, "get_database", plain)).isNull();
    }

    @Test
    void aCopyOfHive2sClientOverANewerInterfaceIsNotTakenForHive2AsSoonAsItTellsACatalog() {
        Generation known = Generations.learned(null, "get_all_databases", NO_ARGUMENTS);
        assertThat(known).isEqualTo(Generation.HIVE_2);

        Object plain = create(Database.builder().name("sales").build());
        Object telling =
                create(Database.builder().name("sales").catalogName("hive").build());
        assertThat(Generations.learned(known, "create_database", plain)).isEqualTo(Generation.HIVE_2);
        assertThat(Generations.learned(known, "create_database", telling)).isEqualTo(Generation.NEWEST);
    }

    @Test
    void nobodyBecomesOlder() {
        Object arguments = GetDatabaseReqArgs.builder().build();
        Generation known = Generations.learned(Generation.HIVE_2, "get_database_req", arguments);

        assertThat(known).isEqualTo(Generation.HIVE_4);
        assertThat(Generations.learned(known, "get_all_databases", NO_ARGUMENTS))
                .isEqualTo(Generation.HIVE_4);
        assertThat(Generations.learned(Generation.HIVE_3, "get_all_databases", NO_ARGUMENTS))
                .isEqualTo(Generation.HIVE_3);
    }

    private static Object create(Database database) {
        return CreateDatabaseArgs.builder().database(database).build();
    }

    private static Set<String> methods(String release) throws IOException, ClassNotFoundException {
        return new Library(release).methods();
    }

    private static Set<String> calledBy(Generation generation) {
        return Generations.callers().entrySet().stream()
                .filter(entry -> entry.getValue() == generation)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
