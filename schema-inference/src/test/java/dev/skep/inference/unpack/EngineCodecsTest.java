package dev.skep.inference.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EngineCodecsTest {

    @Test
    void takesWhatIsCalledByItsCodec() {
        assertThat(EngineCodecs.obstacle("a.csv", List.of())).isEmpty();
        assertThat(EngineCodecs.obstacle("a.csv.gz", List.of(Codec.GZIP))).isEmpty();
        assertThat(EngineCodecs.obstacle("a.csv.bz2", List.of(Codec.BZIP2))).isEmpty();
        assertThat(EngineCodecs.obstacle("a.csv.zst", List.of(Codec.ZSTD))).isEmpty();
    }

    @Test
    void saysWhyReadersWouldTakePackedBytesForRows() {
        assertThat(EngineCodecs.obstacle("a.csv", List.of(Codec.GZIP)))
                .hasValueSatisfying(because -> assertThat(because).contains("packed as gzip", ".gz", "rename"));
        assertThat(EngineCodecs.obstacle("a.csv.GZ", List.of(Codec.GZIP))).isPresent();
        assertThat(EngineCodecs.obstacle("a.csv.xz", List.of(Codec.XZ)))
                .hasValueSatisfying(because -> assertThat(because).contains("packed as xz", "do not unpack"));
        assertThat(EngineCodecs.obstacle("a.csv.lz4", List.of(Codec.LZ4_FRAME))).isPresent();
        assertThat(EngineCodecs.obstacle("a.csv.gz", List.of(Codec.GZIP, Codec.GZIP)))
                .hasValueSatisfying(because -> assertThat(because).contains("twice"));
    }

    @Test
    void saysWhyReadersWouldTripOverANameThatIsNotTrue() {
        assertThat(EngineCodecs.obstacle("a.csv.gz", List.of()))
                .hasValueSatisfying(because -> assertThat(because).contains("it is not packed"));
    }
}
