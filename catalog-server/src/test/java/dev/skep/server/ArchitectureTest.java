package dev.skep.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.skep.server.store.CatalogStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls between the packages. What a package may use is listed; everything else is refused. */
class ArchitectureTest {
    private static final String ROOT = "dev.skep.server.";
    private static final String[] JAVA = {"java..", "javax.sql..", "org.jspecify.annotations.."};

    /** A package below one of these stands behind the same wall, unless it has one of its own. */
    private static final List<String> WALLS = List.of(
            "model",
            "filter",
            "files",
            "files.s3",
            "cron",
            "schedule",
            "auth",
            "store",
            "store.sql",
            "catalog",
            "front.hive",
            "front.hive.wire",
            "front.hive.wire.http",
            "front.hive.wire.sasl",
            "front.hive.wire.tls",
            "front.hive.translation",
            "front.hive.session",
            "front.hive.database",
            "front.hive.function",
            "front.hive.statistics",
            "front.hive.constraint",
            "front.hive.privilege",
            "front.hive.token",
            "front.hive.acid",
            "front.hive.table",
            "front.hive.partition",
            "front.hive.registry",
            "front.hive.event",
            "front.rest",
            "boot");

    private static JavaClasses server;

    @BeforeAll
    static void read() {
        server = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.skep.server");
    }

    @Test
    void everyPackageUsesOnlyWhatItMay() {
        only("model");
        only("filter", "model");
        only("files", "model", "org.slf4j");
        only("files.s3", "files", "model", "software.amazon.awssdk..", "org.slf4j");
        only("cron", "model", "com.cronutils..");
        only("schedule", "model", "cron", "catalog", "store", "javax.crypto..", "org.slf4j");
        only("auth", "com.nimbusds..", "javax.crypto..", "javax.naming..", "javax.net..", "org.slf4j");
        only("store", "model", "filter");
        only("catalog", "model", "filter", "cron", "store", "files", "org.slf4j");
        only(
                "store.sql",
                "model",
                "filter",
                "store",
                "dev.skep.sql..",
                "org.jooq..",
                "org.flywaydb.core..",
                "com.zaxxer.hikari..",
                "org.h2.mvstore..",
                "com.github.benmanes.caffeine..",
                "com.fasterxml.jackson..",
                "org.slf4j");
        // Of the store, fronts see only how listings are handed out: Listing and Page.
        only("front.hive.wire.http");
        only("front.hive.wire.sasl", "auth", "javax.security..");
        only("front.hive.wire.tls", "auth", "javax.net..");
        only(
                "front.hive.wire",
                "front.hive.wire.http",
                "front.hive.wire.sasl",
                "front.hive.wire.tls",
                "auth",
                "dev.skep.thrift..",
                "org.apache.thrift..",
                "org.slf4j");
        only(
                "front.rest",
                "auth",
                "catalog",
                "schedule",
                "model",
                "store",
                "io.javalin..",
                "kotlin..",
                "org.eclipse.jetty..",
                "jakarta.servlet..",
                "javax.net..",
                "com.fasterxml.jackson..",
                "org.slf4j");
    }

    /** An area may use what all share, and another area that is named here because it builds on it. */
    @Test
    void areasOfHiveUseOnlyWhatTheyBuildOn() {
        area("front.hive.translation");
        area("front.hive.session", "front.hive.wire", "auth");
        area("front.hive.database");
        area("front.hive.function");
        area("front.hive.statistics");
        area("front.hive.constraint");
        area("front.hive.privilege");
        area("front.hive.token", "front.hive.wire", "auth");
        area("front.hive.acid");
        area(
                "front.hive.table",
                "front.hive.statistics",
                "front.hive.constraint",
                "front.hive.privilege",
                "com.fasterxml.jackson..");
        area("front.hive.partition", "front.hive.table", "front.hive.statistics", "front.hive.privilege");
        area("front.hive.registry", "front.hive.table");
        area(
                "front.hive.event",
                "front.hive.database",
                "front.hive.function",
                "front.hive.statistics",
                "front.hive.constraint",
                "front.hive.acid",
                "front.hive.table",
                "front.hive.partition",
                "com.fasterxml.jackson..");
        area(
                "front.hive",
                Stream.concat(WALLS.stream().filter(wall -> wall.startsWith("front.hive.")), Stream.of("auth"))
                        .toArray(String[]::new));
    }

    @Test
    void frontsSeeOfTheStoreOnlyHowListingsAreHandedOut() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "front..")
                .should()
                .dependOnClassesThat(behind("store")
                        .and(DescribedPredicate.not(nested("Listing").or(nested("Page")))))
                .check(server);
    }

    @Test
    void everyPackageIsBehindSomeWall() {
        classes()
                .should(be(DescribedPredicate.describe(
                        "behind a wall", type -> wallOf(type.getPackageName()).isPresent())))
                .check(server);
    }

    @Test
    void onlyServicesOpenTransactions() {
        noClasses()
                .that(DescribedPredicate.not(behind("catalog")
                        .or(behind("schedule"))
                        .or(behind("store"))
                        .or(behind("store.sql"))))
                .should()
                .callMethodWhere(target("inTransaction").or(target("snapshot")).or(target("read")))
                .check(server);
    }

    @Test
    void nothingIsWrittenToTheConsoleButByMain() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(server);
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> target(String method) {
        return com.tngtech.archunit.core.domain.JavaCall.Predicates.target(HasName.Predicates.name(method))
                .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        owner(JavaClass.Predicates.assignableTo(CatalogStore.class))))
                .forSubtype();
    }

    private static DescribedPredicate<JavaClass> nested(String name) {
        return DescribedPredicate.describe(
                name, type -> type.getName().matches("\\Qdev.skep.server.store." + name + "\\E(\\$.*)?"));
    }

    /** @param others packages of ours without the root, or names of libraries' packages */
    private static void only(String own, String... others) {
        List<String> libraries = new ArrayList<>(List.of(JAVA));
        DescribedPredicate<JavaClass> allowed = behind(own);
        for (String other : others) {
            if (WALLS.contains(other)) {
                allowed = allowed.or(behind(other));
            } else {
                libraries.add(other);
            }
        }
        ArchRule rule = classes()
                .that(behind(own))
                .should()
                .onlyDependOnClassesThat(allowed.or(resideInAnyPackage(libraries.toArray(String[]::new))));
        rule.check(server);
    }

    /** @param more what a part of the Thrift front uses beside what every part may */
    private static void area(String own, String... more) {
        List<String> others = new ArrayList<>(List.of(
                "front.hive.translation",
                "catalog",
                "model",
                "store",
                "dev.skep.hive..",
                "dev.skep.thrift..",
                "org.apache.thrift..",
                "org.slf4j"));
        if (!own.equals("front.hive.translation")) {
            others.add("front.hive.session");
        }
        others.addAll(List.of(more));
        only(own, others.toArray(String[]::new));
    }

    private static DescribedPredicate<JavaClass> behind(String wall) {
        return DescribedPredicate.describe(
                "behind the wall of " + wall,
                type -> wallOf(type.getPackageName()).filter(wall::equals).isPresent());
    }

    private static Optional<String> wallOf(String name) {
        return WALLS.stream()
                .filter(wall -> (name + ".").startsWith(ROOT + wall + "."))
                .max(Comparator.comparing(String::length));
    }
}
