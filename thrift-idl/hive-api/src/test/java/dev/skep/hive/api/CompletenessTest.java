package dev.skep.hive.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.thrift.ThriftEnum;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Our IDL is the union of all published releases: nothing missing, nothing made up. */
class CompletenessTest {
    private static final Set<String> EVERY_COMPONENT = Set.of("unknown");

    /** What releases require and clients of their own leave out, who mean the catalog that was there before catalogs. */
    private static final Set<String> LEFT_OUT = Set.of(
            "AllTableConstraintsRequest.catName",
            "CheckConstraintsRequest.catName",
            "DefaultConstraintsRequest.catName",
            "NotNullConstraintsRequest.catName",
            "UniqueConstraintsRequest.catName");

    @Test
    void everyStructAndEnumOfEveryReleaseIsDeclaredAndNoOther() throws IOException {
        Set<String> published = new TreeSet<>();
        for (Published release : Published.all()) {
            published.addAll(release.structs().keySet());
            release.enums().keySet().forEach(name -> published.add(OwnStructs.javaName(name)));
        }
        Set<String> declared = new TreeSet<>();
        try (Stream<Path> classes = Files.list(Path.of("target", "classes", "dev", "skep", "hive", "api"))) {
            classes.map(path -> path.getFileName().toString().replace(".class", ""))
                    .filter(name -> !name.contains("$") && !name.endsWith("Args"))
                    .filter(name -> Arrays.stream(OwnStructs.type(name).getDeclaredFields())
                            .anyMatch(field -> field.getName().equals("CODEC")))
                    .forEach(declared::add);
        }
        assertThat(declared).isEqualTo(published);
    }

    @Test
    void everyRecordHasTheFieldsOfAllReleases() {
        Map<String, Set<String>> fields = new TreeMap<>();
        for (Published release : Published.all()) {
            release.structs()
                    .forEach((name, struct) -> release.fields(struct)
                            .values()
                            .forEach(field -> fields.computeIfAbsent(name, each -> new TreeSet<>(EVERY_COMPONENT))
                                    .add(OwnStructs.component(field))));
        }
        fields.forEach((name, expected) -> {
            if (OwnStructs.type(name).isRecord()) {
                Set<String> components = new TreeSet<>();
                for (RecordComponent component : OwnStructs.type(name).getRecordComponents()) {
                    components.add(component.getName());
                }
                assertThat(components).as(name).isEqualTo(expected);
            }
        });
    }

    @Test
    void aComponentIsRequiredWhereEveryReleaseRequiresIt() {
        Map<String, Set<String>> required = new HashMap<>();
        for (Published release : Published.all()) {
            release.structs().forEach((name, struct) -> {
                Set<String> here = new HashSet<>();
                release.fields(struct).values().stream()
                        .filter(PublishedField::required)
                        .forEach(field -> here.add(OwnStructs.component(field)));
                required.merge(name, here, (before, now) -> {
                    before.retainAll(now);
                    return before;
                });
            });
        }
        required.forEach((name, expected) -> {
            if (OwnStructs.type(name).isRecord()) {
                for (RecordComponent component : OwnStructs.type(name).getRecordComponents()) {
                    if (!EVERY_COMPONENT.contains(component.getName())) {
                        assertThat(OwnStructs.isRequired(component))
                                .as("%s.%s is required", name, component.getName())
                                .isEqualTo(expected.contains(component.getName())
                                        && !LEFT_OUT.contains(name + "." + component.getName()));
                    }
                }
            }
        });
    }

    @Test
    void everyEnumHasTheConstantsOfAllReleases() {
        Map<String, Map<String, Integer>> constants = new TreeMap<>();
        for (Published release : Published.all()) {
            release.enums().forEach((name, type) -> {
                for (Object constant : type.getEnumConstants()) {
                    constants.computeIfAbsent(name, each -> new TreeMap<>()).put(constant.toString(), (Integer)
                            Published.call(constant, "getValue"));
                }
            });
        }
        constants.forEach((name, expected) -> {
            Map<String, Integer> ours = new TreeMap<>();
            for (Object constant : OwnStructs.type(name).getEnumConstants()) {
                ThriftEnum each = (ThriftEnum) constant;
                if (each.recognized()) {
                    ours.put(constant.toString(), each.number());
                }
            }
            assertThat(ours).as(name).isEqualTo(expected);
        });
    }
}
