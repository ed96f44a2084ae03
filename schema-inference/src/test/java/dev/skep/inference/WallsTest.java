package dev.skep.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WallsTest {

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.skep.inference");

    @Test
    void theLibraryOpensNothingByItself() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "javax.net..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|RandomAccessFile)[A-Za-z]*")
                .check(LIBRARY);
    }

    @Test
    void readersAreReachedThroughTheEntryOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.skep.inference")
                .and()
                .doNotHaveSimpleName("SchemaInference")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.skep.inference.format..", "dev.skep.inference.sample..", "dev.skep.inference.unpack..")
                .check(LIBRARY);
    }

    @Test
    void valuesKnowNeitherFormatsNorSamples() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.skep.inference.value..", "dev.skep.inference.sample..", "dev.skep.inference.unpack..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.skep.inference.format..")
                .check(LIBRARY);
    }

    @Test
    void librariesOfFormatsStayWithTheirReaders() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.skep.inference.format..", "dev.skep.inference.unpack..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.avro..",
                        "io.airlift..",
                        "org.apache.commons..",
                        "org.tukaani..",
                        "com.ctc.wstx..",
                        "org.codehaus.stax2..",
                        "org.bson..",
                        "com.amazon.ion..",
                        "javax.xml..")
                .check(LIBRARY);
    }

    @Test
    void everyFormatReaderIsPublicAndNamedSo() {
        classes()
                .that()
                .implement(dev.skep.inference.format.FormatReader.class)
                .should()
                .bePublic()
                .andShould()
                .haveSimpleNameEndingWith("Reader")
                .check(LIBRARY);
    }
}
