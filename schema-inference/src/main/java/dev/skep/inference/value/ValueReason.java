package dev.skep.inference.value;

import dev.skep.inference.Evidence.Rival;
import dev.skep.inference.Evidence.Witness;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why the values of a column have a type, which one came second, and which value decided between them. */
final class ValueReason {

    private final ValueProfile profile;

    ValueReason(ValueProfile profile) {
        this.profile = profile;
    }

    Reason of(HiveType declared) {
        HiveType type = profile.valueType();
        double score = 1 - 0.5 / Math.max(1, profile.given());
        if (type == Scalar.VOID) {
            return new Reason(
                    0.5,
                    profile.values() == 0 ? "there is no row" : "all " + profile.values() + " values are empty",
                    null,
                    null);
        }
        if (type == Scalar.STRING) {
            return text(score);
        }
        if (declared.equals(type)) {
            return new Reason(
                    score,
                    ofAll(),
                    typedRival(type),
                    profile.numbers().witness().orElse(null));
        }
        Tally odd = profile.odd();
        return odd == null
                ? new Reason(score, ofAll(), typedRival(type), null)
                        .despite(type, "its reader gives text, whatever it is")
                : new Reason(score, ofOdd(type), oddRival(type, odd), odd.first());
    }

    private String ofAll() {
        long nulls = profile.count(Shape.NULL);
        String all = "all " + profile.given() + " values are" + (nulls > 0 ? ", " + nulls + " are empty" : "");
        return all
                + profile.numbers()
                        .witness()
                        .map(widest -> "; it takes " + widest.text())
                        .orElse("");
    }

    private @Nullable Rival typedRival(HiveType type) {
        if (type == Scalar.BOOLEAN || type == Scalar.DATE || type == Scalar.TIMESTAMP) {
            return null;
        }
        return profile.count(Shape.INFINITE) == 0 ? profile.numbers().runnerUp() : null;
    }

    private String ofOdd(HiveType type) {
        String values = "the values are " + type.text();
        Witness word = profile.first(Shape.NULL_WORD);
        if (word != null) {
            return values + ", but a reader would not know " + word.text();
        }
        Tally form = profile.oddForm();
        return form == null
                ? values + ", but have blanks around them, which readers turn to null"
                : values + " in a form that readers turn to null: "
                        + form.first().text();
    }

    private Rival oddRival(HiveType type, Tally odd) {
        double kept = 1 - (double) Tally.count(odd) / profile.values();
        return new Rival(type.text(), kept, "refused by " + odd.first().text());
    }

    private String ofText() {
        long given = profile.given();
        Witness text = profile.first(Shape.TEXT);
        if (text != null) {
            return "of the text " + text.text()
                    + NearMiss.of(text.value()).map(miss -> ", " + miss.why()).orElse("");
        }
        Witness date = profile.first(Shape.LOCAL_DATE);
        if (date != null && profile.count(Shape.LOCAL_DATE) == given) {
            return profile.dateOrders() == LocalDates.NONE
                    ? "the values are dates of which no one order of day, month and year fits all"
                    : "the values are dates written " + LocalDates.shown(profile.dateOrders())
                            + ", which readers turn to null: " + date.text();
        }
        Witness clock = profile.first(Shape.CLOCK);
        if (clock != null && profile.count(Shape.CLOCK) == given) {
            return "there is no type for a time of day: " + clock.text();
        }
        if (given > 0
                && profile.count(Shape.FORMATTED) + profile.count(Shape.WHOLE) + profile.count(Shape.FRACTION)
                        == given) {
            Witness formatted = profile.first(Shape.FORMATTED);
            return formatted == null
                    ? "no number type has so many digits: "
                            + profile.numbers().witness().map(Witness::text).orElse("")
                    : "numbers are written with signs or separators that readers turn to null: " + formatted.text();
        }
        List<String> kinds = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            Witness first = profile.first(shape);
            if (shape != Shape.NULL && first != null) {
                kinds.add(first.text());
            }
        }
        return kinds.size() == 1 ? "of " + kinds.get(0) : "kinds are mixed: " + String.join(", ", kinds);
    }

    /** The type of most values comes second, refused by what is none. */
    private Reason text(double score) {
        Witness text = profile.first(Shape.TEXT);
        Optional<Candidate> leading = Candidate.leading(profile);
        if (leading.isPresent()) {
            Candidate most = leading.get();
            Witness refusing = text == null ? most.refusing(profile) : text;
            Witness widest = profile.numbers().witness().orElse(null);
            return refusing == null
                    ? new Reason(score, ofText(), profile.numbers().runnerUp(), widest)
                    : new Reason(
                            score,
                            ofText(),
                            new Rival(
                                    most.type(),
                                    (double) most.kept() / profile.given(),
                                    "refused by " + refusing.text()),
                            refusing);
        }
        if (text == null) {
            return new Reason(score, ofText(), null, profile.first(Shape.NULL_WORD));
        }
        Rival near = NearMiss.of(text.value())
                .map(miss -> new Rival(miss.type().text(), 0, "refused by " + text.text()))
                .orElse(null);
        return new Reason(score, ofText(), near, text);
    }
}
