package dev.skep.inference.format;

import dev.skep.inference.value.Shape;
import dev.skep.inference.value.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Columns that are named by numbers: by the years of a table over time, or by their places, as programs do that write a
 * table without names.
 */
final class NumberedNames {

    /** Numbers that are not counted up by chance, whatever stands below. */
    private static final int LONG_COUNT = 5;

    private static final int SHORT_COUNT = 3;

    /** Values below a year that tell what its column holds. */
    private static final int TELLING = 3;

    /** The share of values below a year that may happen to look like one. */
    private static final double FEW = 0.1;

    private static final int LONGEST = 9;

    private NumberedNames() {}

    /** Why the first row names columns by numbers; empty if it does not, or if too little speaks for it. */
    static Optional<String> reason(List<String> first, List<List<String>> rows) {
        List<Integer> places = places(first);
        if (rows.isEmpty() || places.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> numbers = numbers(first, places);
        List<Integer> next = numbers(rows.get(0), places(rows.get(0)));
        if (areYears(numbers) && step(numbers) != 0 && !(areYears(next) && step(next) != 0)) {
            return Optional.of("its cells are a run of years, those below are not");
        }
        if (isCount(numbers) && step(next) == 0 && (isLongCount(numbers) || areMostlyOther(rows, places))) {
            return Optional.of("its cells count the columns, those below do not");
        }
        if (areYears(numbers) && isRising(numbers) && isNamed(first) && standAboveOther(rows, places)) {
            return Optional.of("years stand above values that are none");
        }
        return Optional.empty();
    }

    /** Where whole numbers stand; nowhere if other numbers or dates stand beside them. */
    private static List<Integer> places(List<String> row) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i).strip();
            Shape shape = Shapes.of(cell);
            if (shape == Shape.WHOLE && cell.length() <= LONGEST) {
                places.add(i);
            } else if (shape.isTyped()) {
                return List.of();
            }
        }
        return places;
    }

    private static List<Integer> numbers(List<String> row, List<Integer> places) {
        return places.stream()
                .map(place -> Integer.valueOf(row.get(place).strip()))
                .toList();
    }

    /** What each number, of at least two, is more than the one before it; 0 if that differs. */
    private static int step(List<Integer> numbers) {
        int step = numbers.size() > 1 ? numbers.get(1) - numbers.get(0) : 0;
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) - numbers.get(i - 1) != step) {
                return 0;
            }
        }
        return step;
    }

    private static boolean isRising(List<Integer> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) <= numbers.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCount(List<Integer> numbers) {
        return numbers.size() >= SHORT_COUNT && step(numbers) == 1 && (numbers.get(0) == 0 || numbers.get(0) == 1);
    }

    private static boolean isLongCount(List<Integer> numbers) {
        return numbers.size() >= LONG_COUNT && numbers.get(0) == 0;
    }

    private static boolean areYears(List<Integer> numbers) {
        return numbers.stream().allMatch(NumberedNames::isYear);
    }

    private static boolean isYear(int number) {
        return number >= 1700 && number <= 2200;
    }

    /** Whether no cell but the first is empty, as it may be above names of rows. */
    private static boolean isNamed(List<String> first) {
        return first.stream().skip(1).noneMatch(String::isBlank)
                && !Shapes.of(first.get(0).strip()).isTyped();
    }

    /** Whether most values in these columns are something else than whole numbers. */
    private static boolean areMostlyOther(List<List<String>> rows, List<Integer> places) {
        List<String> values = values(rows, places);
        long other =
                values.stream().filter(value -> Shapes.of(value) != Shape.WHOLE).count();
        return other > values.size() / 2;
    }

    /** Whether there are values in these columns, and hardly any is a year. */
    private static boolean standAboveOther(List<List<String>> rows, List<Integer> places) {
        List<String> values = values(rows, places);
        long years = values.stream()
                .filter(value -> Shapes.of(value) == Shape.WHOLE)
                .filter(value -> value.length() == 4 && isYear(Integer.parseInt(value)))
                .count();
        return values.size() >= TELLING && years <= FEW * values.size();
    }

    private static List<String> values(List<List<String>> rows, List<Integer> places) {
        List<String> values = new ArrayList<>();
        for (List<String> row : rows) {
            for (int place : places) {
                String value = place < row.size() ? row.get(place).strip() : "";
                if (!value.isEmpty()) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
