package dev.skep.crawler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may import whom. */
class WallsTest {

    private static final JavaClasses CRAWLER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.skep.crawler");

    @Test
    void theServerIsKnownByItsRestApiOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.skep.server..")
                .check(CRAWLER);
    }

    @Test
    void packagesDependInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.skep.crawler..")
                .layer("egress")
                .definedBy("dev.skep.crawler.egress")
                .layer("aws")
                .definedBy("dev.skep.crawler.aws")
                .layer("source")
                .definedBy("dev.skep.crawler.source..")
                .layer("catalog")
                .definedBy("dev.skep.crawler.catalog")
                .layer("grouping")
                .definedBy("dev.skep.crawler.grouping")
                .layer("jdbc")
                .definedBy("dev.skep.crawler.jdbc")
                .layer("dynamodb")
                .definedBy("dev.skep.crawler.dynamodb")
                .layer("events")
                .definedBy("dev.skep.crawler.events")
                .layer("plan")
                .definedBy("dev.skep.crawler.plan")
                .layer("agent")
                .definedBy("dev.skep.crawler.agent")
                .layer("cli")
                .definedBy("dev.skep.crawler.cli")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("agent")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("jdbc")
                .mayOnlyBeAccessedByLayers("agent", "cli")
                .whereLayer("dynamodb")
                .mayOnlyBeAccessedByLayers("agent", "cli")
                .whereLayer("events")
                .mayOnlyBeAccessedByLayers("agent")
                .whereLayer("plan")
                .mayOnlyBeAccessedByLayers("agent", "cli")
                .whereLayer("grouping")
                .mayOnlyBeAccessedByLayers("jdbc", "dynamodb", "plan", "agent", "cli")
                .whereLayer("catalog")
                .mayOnlyBeAccessedByLayers("plan", "agent", "cli")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("grouping", "jdbc", "dynamodb", "plan", "agent", "cli")
                .whereLayer("aws")
                .mayOnlyBeAccessedByLayers("source", "dynamodb", "events", "agent", "cli")
                .whereLayer("egress")
                .mayOnlyBeAccessedByLayers("aws", "source", "jdbc", "agent", "cli")
                .check(CRAWLER);
    }
}
