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
            if (!name.equals(settings.required()) && !settings.others().contains(name)) {
                throw CatalogException.invalid("There is no setting '" + name
                        + "' of classifiers of this kind; known are " + settings.required() + " and "
                        + settings.others().stream().sorted().toList());
            }
        }
        if (given.settings().getOrDefault(settings.required(), "").isBlank()) {
            throw CatalogException.invalid(
                    "Classifier " + given.name() + " needs the setting '" + settings.required() + "'");
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
            case GROK -> new Settings("pattern", Set.of());
        };
    }

    private record Settings(String required, Set<String> others) {}
}
