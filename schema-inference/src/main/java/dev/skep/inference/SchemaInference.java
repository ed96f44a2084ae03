package dev.skep.inference;

import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.format.FormatReader;
import dev.skep.inference.format.FormatReader.Likeness;
import dev.skep.inference.format.FormatReaders;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The entry: bytes in, schema or a clear refusal out. Immutable and free of state, so one instance serves all threads.
 */
public final class SchemaInference {

    /** A reader this sure ends the search. */
    private static final double CERTAIN = 1.0;

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
            Sample sample = Sample.of(source, limits);
            return read(sample, chosen(sample));
        } catch (UnreadableException e) {
            return e.answer();
        } catch (RuntimeException e) {
            return unexpected(e);
        }
    }

    private static Inference read(Sample sample, FormatReader reader) throws IOException {
        try {
            return reader.read(sample);
        } catch (UnreadableException e) {
            return e.answer().of(reader.format(), sample.compression());
        } catch (RuntimeException e) {
            return unexpected(e).of(reader.format(), sample.compression());
        }
    }

    /** The last line of defence against hostile bytes: a library or a reader of ours tripped over them. */
    private static Unreadable unexpected(RuntimeException e) {
        return new Unreadable(Cause.CORRUPT, "reading it failed unexpectedly: " + e);
    }

    private FormatReader chosen(Sample sample) throws IOException, UnreadableException {
        List<String> doubts = new ArrayList<>();
        Likeness best = Likeness.NONE;
        FormatReader chosen = null;
        for (FormatReader reader : readers) {
            Likeness likeness = reader.sniff(sample);
            if (likeness.score() > best.score()) {
                best = likeness;
                chosen = reader;
            } else if (likeness.score() == 0 && !likeness.because().isEmpty()) {
                doubts.add(likeness.because());
            }
            if (best.score() >= CERTAIN) {
                break;
            }
        }
        if (chosen == null) {
            String detail = doubts.isEmpty() ? "" : " (" + String.join("; ", doubts) + ")";
            throw new UnreadableException(Cause.UNKNOWN, "no known format matches its content" + detail);
        }
        return chosen;
    }
}
