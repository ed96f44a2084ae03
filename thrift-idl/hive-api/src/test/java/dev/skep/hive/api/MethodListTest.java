package dev.skep.hive.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.thrift.ServiceMethod;
import org.junit.jupiter.api.Test;

class MethodListTest {
    @Test
    void noMethodIsInTwoServices() {
        assertThat(ServiceKit.methods()).extracting(ServiceMethod::name).doesNotHaveDuplicates();
    }

    @Test
    void everyMethodIsInSomeRelease() {
        assertThat(ServiceKit.methods())
                .allMatch(method -> Published.all().stream()
                        .anyMatch(release -> release.serviceStruct(method.name(), "_args") != null));
    }

    @Test
    void aMethodIsOnewayIfNoReleaseHasAResultForIt() {
        assertThat(ServiceKit.methods())
                .allMatch(method -> method.oneway()
                        == Published.all().stream()
                                .allMatch(release -> release.serviceStruct(method.name(), "_result") == null));
    }
}
