package dev.skep.inference.format;

import dev.skep.inference.grok.Column;
import dev.skep.inference.grok.Grok;
import dev.skep.inference.grok.LogKind;
import java.util.List;
import java.util.Optional;

/**
 * A log of a kind whose entries have known forms.
 *
 * @param main the form that most entries have, which gives the columns
 */
record KnownLog(LogKind main) implements LogEntries {

    private Grok grok() {
        return main.grok();
    }

    @Override
    public String kind() {
        return main.name();
    }

    @Override
    public List<Column> columns() {
        return grok().columns();
    }

    @Override
    public String regex() {
        return grok().regex();
    }

    @Override
    public boolean isComment(String line) {
        return line.isBlank();
    }

    @Override
    public Optional<List<String>> match(String line) {
        return grok().match(line);
    }
}
