package dev.skep.crawler.agent;

import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is read of files. */
record MeteredSource(Source source, LongAdder bytes) implements Source {

    @Override
    public String location() {
        return source.location();
    }

    @Override
    public void list(String folder, Visitor visitor) throws IOException {
        source.list(folder, visitor);
    }

    @Override
    public ByteSource open(SourceFile file) throws IOException {
        return new Metered(source.open(file), bytes);
    }

    @Override
    public FolderSource folder(String path) {
        return source.folder(path);
    }

    @Override
    public int parallelism() {
        return source.parallelism();
    }

    private record Metered(ByteSource of, LongAdder bytes) implements ByteSource {
        @Override
        public String name() {
            return of.name();
        }

        @Override
        public long size() {
            return of.size();
        }

        @Override
        public InputStream open(long offset, long length) throws IOException {
            return new FilterInputStream(of.open(offset, length)) {
                @Override
                public int read() throws IOException {
                    int read = super.read();
                    bytes.add(read < 0 ? 0 : 1);
                    return read;
                }

                @Override
                public int read(byte[] into, int from, int most) throws IOException {
                    int read = super.read(into, from, most);
                    bytes.add(Math.max(0, read));
                    return read;
                }
            };
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            byte[] read = of.read(offset, length);
            bytes.add(read.length);
            return read;
        }
    }
}
