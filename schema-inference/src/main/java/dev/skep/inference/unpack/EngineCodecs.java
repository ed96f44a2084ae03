package dev.skep.inference.unpack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engines' readers of text files unpack. They choose a codec by the end of the file's name alone, in lower case,
 * and take one wrapper off; where the name says nothing, packed bytes are rows to them.
 */
public final class EngineCodecs {

    private static final Map<Codec, String> ENDINGS = Map.of(
            Codec.GZIP, ".gz",
            Codec.BZIP2, ".bz2",
            Codec.ZSTD, ".zst",
            Codec.LZ4_HADOOP, ".lz4",
            Codec.SNAPPY_HADOOP, ".snappy");

    private EngineCodecs() {}

    /**
     * Why engines do not unpack a file; empty if they do.
     *
     * @param name of the file, as stored
     * @param codecs the outermost first; none if it is not packed
     */
    public static Optional<String> obstacle(String name, List<Codec> codecs) {
        if (codecs.isEmpty()) {
            return ENDINGS.values().stream()
                    .filter(name::endsWith)
                    .findFirst()
                    .map(ending -> "readers unpack what is called " + ending + ", and it is not packed; rename it");
        }
        if (codecs.size() > 1) {
            return Optional.of("it is packed twice, and readers take one wrapper off; unpack it once");
        }
        Codec codec = codecs.get(0);
        String ending = ENDINGS.get(codec);
        if (ending == null) {
            return Optional.of("it is packed as " + label(codec) + ", which readers do not unpack; pack it with gzip");
        }
        return name.endsWith(ending)
                ? Optional.empty()
                : Optional.of("it is packed as " + label(codec)
                        + ", and readers know that only by a name that ends with " + ending + "; rename it");
    }

    private static String label(Codec codec) {
        return switch (codec) {
            case LZ4_FRAME -> "a frame of lz4";
            case SNAPPY_FRAME -> "a frame of snappy";
            case SNAPPY_RAW -> "a bare block of snappy";
            case GZIP, BZIP2, XZ, ZSTD, LZ4_HADOOP, SNAPPY_HADOOP, ZIP_DEFLATED, ZIP_STORED ->
                codec.compression().label();
        };
    }
}
