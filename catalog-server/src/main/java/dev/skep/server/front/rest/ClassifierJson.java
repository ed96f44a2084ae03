package dev.skep.server.front.rest;

import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.Classifier;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A classifier. */
record ClassifierJson(
        @Nullable String name,
        @Nullable String description,
        @Nullable String type,
        @Nullable Map<String, String> settings,
        @Nullable String createdAt,
        @Nullable Long version) {

    static ClassifierJson of(Stored<Classifier> stored) {
        Classifier classifier = stored.value();
        return new ClassifierJson(
                classifier.name(),
                classifier.description(),
                EnumText.of(classifier.kind()),
                classifier.settings(),
                classifier.createdAt() == null
                        ? null
                        : Instant.ofEpochSecond(classifier.createdAt() / 1_000).toString(),
                stored.version());
    }

    /** How classifiers are written. */
    record Form() implements NamedResource.Form<Classifier, ClassifierJson> {
        @Override
        public Class<ClassifierJson> shape() {
            return ClassifierJson.class;
        }

        @Override
        public ClassifierJson json(Stored<Classifier> stored) {
            return of(stored);
        }

        @Override
        public Optional<Long> version(ClassifierJson json) {
            return Optional.ofNullable(json.version());
        }

        @Override
        public Classifier model(ClassifierJson json, Optional<String> name) {
            return new Classifier(
                    json.name() == null && name.isPresent()
                            ? name.get()
                            : Names.folded(Required.present(json.name(), "name")),
                    json.description(),
                    EnumText.read(Required.present(json.type(), "type"), "type", Classifier.Kind.class)
                            .orElseThrow(),
                    Objects.requireNonNullElse(json.settings(), Map.of()),
                    null);
        }
    }
}
