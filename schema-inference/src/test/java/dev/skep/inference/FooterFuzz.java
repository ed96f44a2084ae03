package dev.skep.inference;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes where files state their own schema: Parquet, ORC, Avro, workbooks, BSON. */
class FooterFuzz {

    static List<byte[]> binaries() {
        List<String> endings = List.of(".parquet", ".orc", ".avro", ".xls", ".xlsx", ".zip");
        List<byte[]> binaries = new ArrayList<>(FuzzedInference.files("/samples", endings));
        binaries.addAll(FuzzedInference.files("/accuracy/files", endings));
        binaries.add(new byte[] {12, 0, 0, 0, 16, 'a', 0, 1, 0, 0, 0, 0});
        return binaries;
    }

    @MethodSource("binaries")
    @FuzzTest(maxDuration = "10s")
    void anyBinary(byte[] bytes) throws IOException {
        FuzzedInference.answers("data", bytes);
    }
}
