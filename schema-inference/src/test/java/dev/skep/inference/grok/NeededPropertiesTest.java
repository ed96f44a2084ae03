package dev.skep.inference.grok;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NeededPropertiesTest {

    /** An expression and a text that matches it. */
    record Sample(String regex, String text) {
        Sample then(Sample next) {
            return new Sample(regex + next.regex, text + next.text);
        }
    }

    @Property(tries = 2_000)
    void neverAsksForMoreThanAMatchHas(@ForAll("samples") Sample sample) {
        assertThat(Pattern.matches(sample.regex(), sample.text()))
                .as("the sample")
                .isTrue();
        assertThat(Characters.of(sample.text()).containAll(Needed.by(sample.regex())))
                .isTrue();
    }

    @Example
    void findsWhatStandsOutsideOfChoices() {
        assertThat(Needed.by("(?:a|b)x*\\[(\\d+|[^]\\]]*)\\]y+z{2}q{0,1}")).isEqualTo(Characters.of("[]yz"));
        assertThat(Needed.by("(ab|cb)(?=d)(?<!e)")).isEqualTo(Characters.of("b"));
        assertThat(Needed.by("(?i)ab")).isEqualTo(Characters.NONE);
        assertThat(Needed.by("\\Qa.\\E")).isEqualTo(Characters.NONE);
        assertThat(Needed.by("[a[b]]c")).isEqualTo(Characters.NONE);
        assertThat(Needed.by("\\x41\\tc")).isEqualTo(Characters.of("\tc"));
    }

    @Provide
    Arbitrary<Sample> samples() {
        return sequence(3);
    }

    private static Arbitrary<Sample> sequence(int depth) {
        return item(depth)
                .list()
                .ofMinSize(0)
                .ofMaxSize(4)
                .map(items -> items.stream().reduce(new Sample("", ""), Sample::then));
    }

    private static Arbitrary<Sample> item(int depth) {
        Arbitrary<Sample> leaf = Arbitraries.of(
                new Sample("a", "a"),
                new Sample("B", "B"),
                new Sample(" ", " "),
                new Sample("é", "é"),
                new Sample("\\[", "["),
                new Sample("\\.", "."),
                new Sample("\\d+", "12"),
                new Sample("[a-c\\]]", "]"),
                new Sample("[^x]", "y"),
                new Sample(".", "?"),
                new Sample("\\x21", "!"),
                new Sample("q*", ""),
                new Sample("q+?", "qq"),
                new Sample("(?!z)", ""),
                new Sample("r{2,}", "rr"),
                new Sample("s{0,3}+", ""));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Sample> choice = Combinators.combine(
                        sequence(depth - 1).list().ofMinSize(1).ofMaxSize(3), Arbitraries.integers())
                .as((each, chosen) -> new Sample(
                        each.stream().map(Sample::regex).collect(Collectors.joining("|", "(", ")")),
                        each.get(Math.floorMod(chosen, each.size())).text()));
        Arbitrary<Sample> repeated = Combinators.combine(choice, Arbitraries.of(List.of("?", "*", "+", "{1,3}", "")))
                .as((one, often) ->
                        new Sample(one.regex() + often, often.equals("?") || often.equals("*") ? "" : one.text()));
        return Arbitraries.oneOf(leaf, leaf, repeated);
    }
}
