package dev.skep.server.schedule;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.crawl.Classifier;
import dev.skep.server.model.crawl.Reference;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import dev.skep.server.store.crawl.VersionedStore;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** How files are recognized that are not recognized by themselves. What a setting means, agents decide; which there are, these rules. */
public final class ClassifierService extends NamedService<Classifier> {
    private final Clock clock;

    public ClassifierService(CatalogStore store, Clock clock) {
        super(store, Reference.Kind.CLASSIFIER, "classifier");
        this.clock = clock;
    }

    @Override
    VersionedStore<Classifier> in(Tx tx) {
        return tx.crawls().classifiers();
    }

    @Override
    public String nameOf(Classifier classifier) {
        return classifier.name();
    }

    @Override
    Classifier prepared(Classifier given, Optional<Classifier> current) {
        Settings settings = settings(given.kind());
        for (String name : given.settings().keySet()) {
            if (!settings.known().contains(name)) {
                throw CatalogException.invalid("There is no setting '" + name
                        + "' of classifiers of this kind; known are "
                        + settings.known().stream().sorted().toList());
            }
        }
        for (String name : settings.required()) {
            if (given.settings().getOrDefault(name, "").isBlank()) {
                throw CatalogException.invalid("Classifier " + given.name() + " needs the setting '" + name + "'");
            }
        }
        if (given.settings().isEmpty()) {
            throw CatalogException.invalid("Classifier " + given.name() + " says nothing; give one or more of "
                    + settings.known().stream().sorted().toList());
        }
        return new Classifier(
                given.name(),
                given.description(),
                given.kind(),
                given.settings(),
                current.map(Classifier::createdAt).orElseGet(clock::millis));
    }

    private static Settings settings(Classifier.Kind kind) {
        return switch (kind) {
            case GROK -> Settings.only("pattern");
            case CSV ->
                new Settings(Set.of(), Set.of("delimiter", "quote", "escape", "header", "columns", "single-column"));
            case JSON -> Settings.only("path");
            case XML -> Settings.only("row-tag");
        };
    }

    private record Settings(Set<String> required, Set<String> known) {
        static Settings only(String name) {
            return new Settings(Set.of(name), Set.of(name));
        }
    }
}
