package dev.skep.inference.accuracy;

import dev.skep.inference.ByteSource;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.report.FileReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This library. */
final class SkepEngine implements Engine {

    private final SchemaInference inference = SchemaInference.standard();

    @Override
    public String name() {
        return "Skep";
    }

    @Override
    public boolean knows(String category) {
        return true;
    }

    @Override
    public FileReport answer(Path file) throws IOException {
        return FileReport.of(
                file.toString(), inference.infer(ByteSource.of(file.toString(), Files.readAllBytes(file))));
    }
}
