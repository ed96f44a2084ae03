package dev.skep.hive.api;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the published releases of Hive contradict each other on the wire: a field, an argument or an exception that is not
 * the same to all that have its struct or its method, a constant that not all have, a method that later ones have no more.
 * Fields that came later and may be absent contradict nothing.
 */
final class Differences {
    private static final String ABSENT = "-";
    private static final String SAME = "=";
    private static final int STRUCT = 12;

    private static final Map<Integer, String> SCALARS =
            Map.of(2, "bool", 3, "byte", 4, "double", 6, "i16", 8, "i32", 10, "i64", 11, "string");

    /** By what has them: a struct, an enum or a method. Then by place. */
    private final List<Map<String, Map<String, Shape>>> releases;

    private final Set<String> methods = new TreeSet<>();

    Differences(List<Published> published) {
        published.forEach(release -> methods.addAll(release.methods()));
        releases = published.stream().map(Differences::shapes).toList();
    }

    /** @param matters whether releases that have it and releases that do not contradict each other */
    private record Shape(String text, boolean matters) {}

    /**
     * The places where releases differ, and what each has there, the oldest first: {@value #ABSENT} is nothing,
     * {@value #SAME} what the one before has. Places look like {@code Table.16}, {@code get_table throws 2},
     * {@code get_table takes 3}, {@code LockType has EXCL_WRITE}, {@code get_table is}.
     */
    Map<String, List<String>> table() {
        Map<String, Set<String>> places = new TreeMap<>();
        for (Map<String, Map<String, Shape>> release : releases) {
            release.forEach((owner, shapes) ->
                    places.computeIfAbsent(owner, each -> new TreeSet<>()).addAll(shapes.keySet()));
        }
        Map<String, List<String>> table = new TreeMap<>();
        places.forEach((owner, all) -> all.stream()
                .filter(place -> differ(owner, place))
                .forEach(place -> table.put(owner + place, row(owner, place))));
        methods.stream().filter(this::isGone).forEach(method -> table.put(method + " is", presence(method)));
        return table;
    }

    private boolean isGone(String method) {
        List<String> presence = presence(method);
        return presence.indexOf("gone") > presence.indexOf("there");
    }

    private List<String> presence(String method) {
        return releases.stream()
                .map(release -> release.containsKey(method) ? "there" : "gone")
                .toList();
    }

    private boolean differ(String owner, String place) {
        List<Shape> shapes = releases.stream()
                .filter(release -> release.containsKey(owner))
                .map(release -> release.get(owner).get(place))
                .collect(Collectors.toList());
        Set<Shape> different = shapes.stream().filter(Objects::nonNull).collect(Collectors.toCollection(HashSet::new));
        return different.size() > 1
                || (shapes.contains(null) && different.iterator().next().matters());
    }

    private List<String> row(String owner, String place) {
        List<String> row = new ArrayList<>();
        String before = "";
        for (Map<String, Map<String, Shape>> release : releases) {
            Shape shape = release.getOrDefault(owner, Map.of()).get(place);
            String text = shape == null ? ABSENT : shape.text();
            row.add(text.equals(before) && shape != null ? SAME : text);
            before = text;
        }
        return row;
    }

    private static Map<String, Map<String, Shape>> shapes(Published release) {
        Map<String, Map<String, Shape>> shapes = new TreeMap<>();
        release.structs()
                .forEach((name, type) -> release.fields(type)
                        .values()
                        .forEach(field ->
                                of(shapes, name).put("." + field.id(), new Shape(described(field), field.required()))));
        release.enums()
                .forEach((name, type) -> Arrays.stream(type.getEnumConstants())
                        .forEach(constant -> of(shapes, name).put(" has " + constant, new Shape("it", true))));
        for (String method : release.methods()) {
            Map<String, Shape> ofMethod = of(shapes, method);
            release.fields(release.serviceStruct(method, "_args"))
                    .values()
                    .forEach(argument -> ofMethod.put(" takes " + argument.id(), new Shape(described(argument), true)));
            Class<?> result = release.serviceStruct(method, "_result");
            if (result != null) {
                release.fields(result).values().stream()
                        .filter(field -> field.id() != 0)
                        .forEach(exception -> ofMethod.put(
                                " throws " + exception.id(),
                                new Shape(exception.declaredType().getSimpleName(), true)));
            }
        }
        return shapes;
    }

    private static Map<String, Shape> of(Map<String, Map<String, Shape>> shapes, String owner) {
        return shapes.computeIfAbsent(owner, each -> new TreeMap<>());
    }

    private static String described(PublishedField field) {
        return (field.required() ? "required " : "")
                + type(field.valueMetadata(), field)
                + " "
                + field.name().toLowerCase(Locale.ROOT);
    }

    private static String type(Object data, PublishedField field) {
        return switch (data.getClass().getSimpleName()) {
            case "ListMetaData" -> "list<" + type(PublishedField.member(data, "elemMetaData"), field) + ">";
            case "SetMetaData" -> "set<" + type(PublishedField.member(data, "elemMetaData"), field) + ">";
            case "MapMetaData" ->
                "map<" + type(PublishedField.member(data, "keyMetaData"), field) + ","
                        + type(PublishedField.member(data, "valueMetaData"), field) + ">";
            case "EnumMetaData" -> ((Class<?>) PublishedField.member(data, "enumClass")).getSimpleName();
            case "StructMetaData" -> ((Class<?>) PublishedField.member(data, "structClass")).getSimpleName();
            default -> scalar(data, field);
        };
    }

    /** What a struct is called is not said where it is declared further below; the Java field says it. */
    private static String scalar(Object data, PublishedField field) {
        if ((boolean) Published.call(data, "isBinary")) {
            return "binary";
        }
        int type = (byte) PublishedField.member(data, "type");
        return type == STRUCT ? innermost(field) : Objects.requireNonNull(SCALARS.get(type), () -> "type " + type);
    }

    private static String innermost(PublishedField field) {
        return Arrays.stream(field.struct().getDeclaredFields())
                .filter(member -> member.getName().equals(field.name()))
                .map(Field::getGenericType)
                .map(type -> type.getTypeName().replaceAll(">+$", "").replaceAll("^.*[.,<]", ""))
                .findFirst()
                .orElse("struct");
    }
}
