package dev.skep.inference;

import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.format.FormatChoice;
import dev.skep.inference.format.FormatReader;
import dev.skep.inference.format.FormatReaders;
import dev.skep.inference.sample.Sample;
import dev.skep.inference.unpack.Archive;
import dev.skep.inference.unpack.DamagedException;
import dev.skep.inference.unpack.EngineCodecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entry: bytes in, schema or a clear refusal out. Immutable and free of state, so one instance serves all threads.
 */
public final class SchemaInference {

    /** Files of an archive that are looked into. */
    private static final int MOST_ENTRIES = 20;

    private final List<FormatReader> readers;
    private final Limits limits;

    public SchemaInference(List<FormatReader> readers, Limits limits) {
        this.readers = List.copyOf(readers);
        this.limits = limits;
    }

    /** All formats, default limits. */
    public static SchemaInference standard() {
        return new SchemaInference(FormatReaders.all(), Limits.DEFAULT);
    }

    /** All formats, other limits. */
    public static SchemaInference within(Limits limits) {
        return new SchemaInference(FormatReaders.all(), limits);
    }

    /**
     * Says what a source is. Content decides; the name only settles what content leaves open.
     *
     * @throws IOException only if the source could not be read; whatever its bytes are, the answer is a value
     */
    public Inference infer(ByteSource source) throws IOException {
        if (source.size() == 0 && !(source instanceof FolderSource)) {
            return new Empty("the source has no bytes");
        }
        try {
            return Archive.recognises(source.read(0, 4)) ? archive(source) : infer(Sample.of(source, limits));
        } catch (UnreadableException e) {
            return e.answer();
        } catch (DamagedException e) {
            return e.answer();
        } catch (RuntimeException | StackOverflowError e) {
            return unexpected(e);
        }
    }

    private Inference infer(Sample sample) throws IOException {
        FormatChoice choice;
        try {
            choice = FormatChoice.of(readers, sample);
        } catch (UnreadableException e) {
            Unreadable refusal = e.answer();
            return new Unreadable(refusal.cause(), refusal.detail(), null, sample.compression());
        }
        FormatReader reader = choice.reader();
        try {
            return explained(reader.read(sample), choice, sample);
        } catch (UnreadableException e) {
            return e.answer().of(reader.format(), sample.compression());
        } catch (DamagedException e) {
            return e.answer().of(reader.format(), sample.compression());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof DamagedException damaged) {
                return damaged.answer().of(reader.format(), sample.compression());
            }
            throw e.getCause();
        } catch (RuntimeException | StackOverflowError e) {
            return unexpected(e).of(reader.format(), sample.compression());
        }
    }

    /** The last line of defence against hostile bytes: a library or a reader of ours tripped over them. */
    private static Unreadable unexpected(Throwable e) {
        return new Unreadable(Cause.CORRUPT, "reading it failed unexpectedly: " + e);
    }

    /** Adds what the readers do not know: how sure the choice of the format was, and what was taken off before. */
    private static Inference explained(Inference answer, FormatChoice choice, Sample sample) {
        if (!(answer instanceof Inferred inferred)) {
            return answer;
        }
        InferredSchema schema = inferred.schema();
        List<Evidence> evidence = new ArrayList<>();
        for (Evidence item : schema.evidence()) {
            evidence.add(item.topic() == Topic.FORMAT ? choice.against(item) : item);
        }
        if (sample.compression() != Compression.NONE) {
            evidence.add(
                    0, new Evidence(Topic.COMPRESSION, "", sample.compression().label(), 1, "it unpacks as that"));
        }
        packing(schema, sample).map(Evidence::obstacle).ifPresent(evidence::add);
        return new Inferred(schema.with(evidence));
    }

    /** Why engines cannot get at what is packed; what is no text, they unpack by no name. */
    private static Optional<String> packing(InferredSchema schema, Sample sample) {
        if (schema.encoding() != null) {
            return EngineCodecs.obstacle(sample.source().name(), sample.codecs());
        }
        return sample.codecs().isEmpty()
                ? Optional.empty()
                : Optional.of("readers of " + schema.format().classification() + " do not unpack "
                        + sample.compression().label() + " around a file; unpack it");
    }

    /** One file in an archive is that file; several are one table if they fit together, else the largest speaks. */
    private Inference archive(ByteSource source) throws IOException, UnreadableException {
        List<Archive.Entry> all = Archive.entries(source);
        if (Archive.isDocument(all)) {
            return infer(Sample.of(source, limits));
        }
        List<Archive.Entry> data = all.stream().filter(Archive.Entry::isData).toList();
        if (data.isEmpty()) {
            return new Empty("its archive holds no data");
        }
        if (data.size() == 1) {
            return infer(Sample.of(Archive.open(source, data.get(0)).unwrapped(), limits));
        }
        List<SchemaMerger.Sourced> found = new ArrayList<>();
        Inference refusal = new Empty("its archive holds no data");
        for (Archive.Entry entry : data.subList(0, Math.min(data.size(), MOST_ENTRIES))) {
            Inference answer = infer(Sample.of(Archive.open(source, entry).unwrapped(), limits));
            if (answer instanceof Inferred inferred) {
                found.add(new SchemaMerger.Sourced(entry.name(), inferred.schema()));
            } else {
                refusal = answer;
            }
        }
        return found.isEmpty() ? refusal : new Inferred(ofArchive(source, data, found));
    }

    private static InferredSchema ofArchive(
            ByteSource source, List<Archive.Entry> data, List<SchemaMerger.Sourced> found) {
        Optional<String> conflict = Optional.empty();
        for (SchemaMerger.Sourced each : found) {
            conflict = conflict.or(() -> SchemaMerger.conflict(found.get(0).schema(), each.schema()));
        }
        InferredSchema schema;
        List<Evidence> evidence = new ArrayList<>();
        if (conflict.isEmpty() && found.size() == data.size()) {
            schema = SchemaMerger.merge(found).schema();
        } else {
            Map<String, Long> sizes = new HashMap<>();
            data.forEach(entry -> sizes.put(entry.name(), entry.size()));
            SchemaMerger.Sourced largest = found.get(0);
            for (SchemaMerger.Sourced each : found) {
                largest = sizes.getOrDefault(each.source(), 0L) > sizes.getOrDefault(largest.source(), 0L)
                        ? each
                        : largest;
            }
            schema = largest.schema();
            evidence.add(Evidence.warning(
                    "only " + largest.source() + " is described",
                    "the archive holds " + data.size() + " files that are no one table"
                            + conflict.map(why -> ": " + why).orElse("")));
        }
        evidence.addAll(schema.evidence());
        return schema.with(evidence).withBytes(source.size());
    }
}
