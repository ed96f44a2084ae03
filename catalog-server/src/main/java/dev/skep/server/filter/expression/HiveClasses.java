package dev.skep.server.filter.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that the classes of Hive's plain comparisons have in Kryo's bytes, in the order in which they stand there: by
 * name. The same in Hive 2.3, 3.1 and 4.
 */
final class HiveClasses {
    /** What a field holds, as far as it decides how it is written. */
    enum Kind {
        FLAG,
        WHOLE,
        /** A text that may be null, and is an object of its own. */
        TEXT,
        BYTES,
        /** A list that says of texts only, so that they say nothing of their class. */
        TEXTS,
        CONSTANT_OF_ENUM,
        DAY,
        /** An object that says of which class it is. */
        OBJECT
    }

    record Field(String name, Kind kind) {}

    private static final String PLAN = "org.apache.hadoop.hive.ql.plan.";
    private static final String FUNCTION = "org.apache.hadoop.hive.ql.udf.generic.";
    private static final String TYPE = "org.apache.hadoop.hive.serde2.typeinfo.";
    private static final String INSPECTOR = "org.apache.hadoop.hive.serde2.objectinspector.primitive.";

    private static final Map<String, List<Field>> FIELDS = fields();

    private HiveClasses() {}

    /** Empty for a class that is not known. */
    static Optional<List<Field>> fieldsOf(String className) {
        return Optional.ofNullable(FIELDS.get(className));
    }

    private static Map<String, List<Field>> fields() {
        Field result = new Field("result", Kind.OBJECT);
        Field typeName = new Field("typeName", Kind.TEXT);
        Field typeInfo = new Field("typeInfo", Kind.OBJECT);
        Field length = new Field("length", Kind.WHOLE);
        Map<String, List<Field>> fields = new HashMap<>();
        fields.put(
                PLAN + "ExprNodeGenericFuncDesc",
                List.of(
                        new Field("children", Kind.OBJECT),
                        new Field("genericUDF", Kind.OBJECT),
                        new Field("isSortedExpr", Kind.FLAG),
                        typeInfo));
        fields.put(
                PLAN + "ExprNodeColumnDesc",
                List.of(
                        new Field("column", Kind.TEXT),
                        new Field("isPartitionColOrVirtualCol", Kind.FLAG),
                        new Field("isSkewedCol", Kind.FLAG),
                        new Field("tabAlias", Kind.TEXT),
                        typeInfo));
        fields.put(PLAN + "ExprNodeConstantDesc", List.of(typeInfo, new Field("value", Kind.OBJECT)));

        for (String comparison : List.of(
                "OPEqual", "OPNotEqual", "OPLessThan", "OPEqualOrLessThan", "OPGreaterThan", "OPEqualOrGreaterThan")) {
            fields.put(
                    FUNCTION + "GenericUDF" + comparison,
                    List.of(
                            new Field("compareOI", Kind.OBJECT),
                            new Field("compareType", Kind.CONSTANT_OF_ENUM),
                            new Field("opDisplayName", Kind.TEXT),
                            new Field("opName", Kind.TEXT),
                            result));
        }
        for (String function : List.of("OPAnd", "OPOr", "OPNot", "OPNull", "OPNotNull")) {
            fields.put(FUNCTION + "GenericUDF" + function, List.of(result));
        }
        fields.put(
                FUNCTION + "GenericUDFIn",
                List.of(new Field("bw", Kind.OBJECT), new Field("isInSetConstant", Kind.FLAG)));
        fields.put(
                FUNCTION + "GenericUDFBetween",
                List.of(
                        new Field("argumentOIs", Kind.OBJECT),
                        new Field("egt", Kind.OBJECT),
                        new Field("elt", Kind.OBJECT),
                        result));

        fields.put(FUNCTION + "GenericUDFStruct", List.of());

        fields.put(
                TYPE + "StructTypeInfo",
                List.of(
                        new Field("allStructFieldNames", Kind.TEXTS),
                        new Field("allStructFieldTypeInfos", Kind.OBJECT)));
        fields.put(TYPE + "PrimitiveTypeInfo", List.of(typeName));
        fields.put(TYPE + "VarcharTypeInfo", List.of(length, typeName));
        fields.put(TYPE + "CharTypeInfo", List.of(length, typeName));
        fields.put("org.apache.hadoop.hive.common.type.HiveVarchar", List.of(new Field("value", Kind.TEXT)));
        fields.put("org.apache.hadoop.hive.common.type.Date", List.of(new Field("localDate", Kind.DAY)));

        for (String type : List.of("Boolean", "Byte", "Short", "Int", "Long", "String")) {
            fields.put(INSPECTOR + "Java" + type + "ObjectInspector", List.of(typeInfo));
            fields.put(INSPECTOR + "Writable" + type + "ObjectInspector", List.of(typeInfo));
            fields.put(
                    INSPECTOR + "WritableConstant" + type + "ObjectInspector",
                    List.of(typeInfo, new Field("value", Kind.OBJECT)));
        }
        fields.put("org.apache.hadoop.io.BooleanWritable", List.of(new Field("value", Kind.FLAG)));
        fields.put("org.apache.hadoop.io.IntWritable", List.of(new Field("value", Kind.WHOLE)));
        fields.put("org.apache.hadoop.io.LongWritable", List.of(new Field("value", Kind.WHOLE)));
        fields.put("org.apache.hadoop.io.Text", List.of(new Field("bytes", Kind.BYTES), length));
        return Map.copyOf(fields);
    }
}
