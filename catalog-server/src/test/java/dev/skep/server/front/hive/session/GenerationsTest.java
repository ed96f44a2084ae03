package dev.skep.server.front.hive.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.hive.api.CreateDatabaseArgs;
import dev.skep.hive.api.Database;
import dev.skep.hive.api.GetAllDatabasesArgs;
import dev.skep.hive.api.GetDatabaseArgs;
import dev.skep.hive.api.GetDatabaseReqArgs;
import dev.skep.hive.api.GetTableReqArgs;
import dev.skep.hive.api.GetTableRequest;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.session.Generations.Known;
import dev.skep.thrift.Generation;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private static final Object NO_ARGUMENTS = GetAllDatabasesArgs.builder().build();
    private static final Known HIVE_2 = new Known(Generation.HIVE_2, Generation.HIVE_2);
    private static final Known HIVE_3 = new Known(Generation.HIVE_3, Generation.HIVE_3);
    private static final Known NO_LONGER_HIVE_2 = new Known(null, Generation.HIVE_3);

    @Test
    void aMethodThatNoEarlierReleaseHasIsCalledByTheNewest() throws ClassNotFoundException {
        Set<String> ofHive4 = new TreeSet<>(methods("hive-4.0"));
        ofHive4.removeAll(methods("hive-3.1"));
        ofHive4.removeAll(methods("hive-2.3"));
        Set<String> newest = new TreeSet<>(methods("hive-4.1"));
        newest.removeAll(methods("hive-4.0"));
        Set<String> ofHive3 = new TreeSet<>(methods("hive-3.1"));
        ofHive3.removeAll(methods("hive-2.3"));

        assertThat(calledBy(Generation.HIVE_4_1)).isEqualTo(newest);
        assertThat(calledBy(Generation.HIVE_4)).isEqualTo(ofHive4);
        assertThat(Generations.unknownToHive2()).isEqualTo(ofHive3);
    }

    @Test
    void whatAGenerationCallsItHas() throws ClassNotFoundException {
        assertThat(methods("hive-2.3")).containsAll(calledBy(Generation.HIVE_2));
        assertThat(methods("hive-3.1")).containsAll(calledBy(Generation.HIVE_3));
    }

    @Test
    void aCatalogBeforeANameIsHive3s() {
        Object marked = GetDatabaseArgs.builder().name("@hive#sales").build();
        Object plain = GetDatabaseArgs.builder().name("sales").build();

        assertThat(Generations.learned(Known.NOTHING, "get_database", marked)).isEqualTo(HIVE_3);
        assertThat(Generations.learned(Known.NOTHING, "get_database", plain)).isEqualTo(Known.NOTHING);
        assertThat(Generations.learned(HIVE_2, "get_database", marked)).isEqualTo(HIVE_3);
    }

    @Test
    void aCopyOfHive2sClientOverANewerInterfaceIsNotTakenForHive2AsSoonAsItTellsACatalog() {
        Known known = Generations.learned(Known.NOTHING, "get_all_databases", NO_ARGUMENTS);
        assertThat(known).isEqualTo(HIVE_2);

        Object plain = create(Database.builder().name("sales").build());
        Object telling =
                create(Database.builder().name("sales").catalogName("hive").build());
        assertThat(Generations.learned(known, "create_database", plain)).isEqualTo(HIVE_2);
        assertThat(Generations.learned(known, "create_database", telling)).isEqualTo(NO_LONGER_HIVE_2);
        GetTableRequest table =
                GetTableRequest.builder().dbName("sales").tblName("visits").build();
        assertThat(Generations.learned(
                        known,
                        "get_table_req",
                        GetTableReqArgs.builder().req(table).build()))
                .isEqualTo(HIVE_2);
        Object inCatalog = GetTableReqArgs.builder()
                .req(table.toBuilder().catName("hive").build())
                .build();
        assertThat(Generations.learned(known, "get_table_req", inCatalog)).isEqualTo(NO_LONGER_HIVE_2);
    }

    @Test
    void whoCallsAMethodThatHive2DoesNotHaveIsNotTakenForHive2() {
        Known known = Generations.learned(HIVE_2, "get_catalogs", NO_ARGUMENTS);

        assertThat(known).isEqualTo(NO_LONGER_HIVE_2);
        assertThat(known.form()).isEqualTo(Generation.NEWEST);
        assertThat(Generations.learned(known, "get_all_databases", NO_ARGUMENTS))
                .isEqualTo(known);
    }

    @Test
    void nobodyBecomesOlder() {
        Object arguments = GetDatabaseReqArgs.builder().build();
        Known known = Generations.learned(HIVE_2, "get_database_req", arguments);

        assertThat(known).isEqualTo(new Known(Generation.HIVE_4, Generation.HIVE_4));
        assertThat(Generations.learned(known, "get_all_databases", NO_ARGUMENTS))
                .isEqualTo(known);
        assertThat(Generations.learned(HIVE_3, "get_all_databases", NO_ARGUMENTS))
                .isEqualTo(HIVE_3);
        Known newest = Generations.learned(known, "get_functions_req", NO_ARGUMENTS);
        assertThat(newest).isEqualTo(new Known(Generation.HIVE_4_1, Generation.HIVE_4_1));
        assertThat(Generations.learned(newest, "get_database_req", arguments)).isEqualTo(newest);
    }

    private static Object create(Database database) {
        return CreateDatabaseArgs.builder().database(database).build();
    }

    private static Set<String> methods(String release) throws ClassNotFoundException {
        return Library.of(release).methods();
    }

    private static Set<String> calledBy(Generation generation) {
        return Generations.callers().entrySet().stream()
                .filter(entry -> entry.getValue() == generation)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
