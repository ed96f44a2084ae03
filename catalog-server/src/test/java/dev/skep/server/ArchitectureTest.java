package dev.skep.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
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
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls between the packages. What a package may use is listed; everything else is refused. */
class ArchitectureTest {
    private static final String ROOT = "dev.skep.server.";
    private static final String[] JAVA = {"java..", "javax.sql..", "org.jspecify.annotations.."};

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
        only("store", "model", "filter");
        only("catalog", "model", "filter", "store", "files", "org.slf4j");
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
        only(
                "front.hive",
                "catalog",
                "model",
                "store",
                "dev.skep.hive..",
                "dev.skep.thrift..",
                "org.apache.thrift..",
                "com.fasterxml.jackson..",
                "org.slf4j");
        only(
                "front.rest",
                "catalog",
                "model",
                "store",
                "io.javalin..",
                "kotlin..",
                "org.eclipse.jetty..",
                "jakarta.servlet..",
                "com.fasterxml.jackson..",
                "org.slf4j");
    }

    @Test
    void frontsSeeOfTheStoreOnlyHowListingsAreHandedOut() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "front..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "store")
                        .and(DescribedPredicate.not(nested("Listing").or(nested("Page")))))
                .check(server);
    }

    @Test
    void everyPackageIsBehindSomeWall() {
        classes()
                .should()
                .resideInAnyPackage(
                        ROOT + "model",
                        ROOT + "filter",
                        ROOT + "files",
                        ROOT + "store",
                        ROOT + "store.sql",
                        ROOT + "catalog",
                        ROOT + "front.hive",
                        ROOT + "front.rest",
                        ROOT + "boot")
                .check(server);
    }

    @Test
    void onlyServicesOpenTransactions() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "catalog", ROOT + "store.sql")
                .should()
                .callMethodWhere(target("inTransaction").or(target("snapshot")))
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
        List<String> allowed = new ArrayList<>(List.of(JAVA));
        allowed.add(ROOT + own);
        for (String other : others) {
            allowed.add(other.contains("..") || other.startsWith("org.") ? other : ROOT + other);
        }
        ArchRule rule = classes()
                .that()
                .resideInAPackage(ROOT + own)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)));
        rule.check(server);
    }
}
