package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.Column;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.ColumnStatistics.Sketches;
import dev.skep.server.model.Extras;
import dev.skep.server.model.FunctionResource;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Serde;
import dev.skep.server.model.SortColumn;
import dev.skep.server.model.ViewText;
import dev.skep.server.model.constraint.Trust;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The form of what is stored: databases hold it, so it may gain parts but not change. */
class StoredJsonTest {
    @Test
    void aLayout() {
        Layout layout = new Layout(
                List.of(new Column("a", "int", "c"), new Column("b", "string")),
                "in",
                "out",
                true,
                4,
                new Serde("n", "lib", Map.of("z", "1", "a", "2")),
                List.of("a"),
                List.of(new SortColumn("b", 1)),
                Map.of("p", ""),
                false,
                new Extras(Map.of("hive", "AA==")));
        assertStored(
                layout,
                Layout.class,
                "{'columns':[{'name':'a','type':'int','comment':'c'},{'name':'b','type':'string'}],"
                        + "'inputFormat':'in','outputFormat':'out','compressed':true,'bucketCount':4,"
                        + "'serde':{'name':'n','library':'lib','parameters':{'a':'2','z':'1'}},"
                        + "'bucketColumns':['a'],'sortColumns':[{'name':'b','order':1}],"
                        + "'parameters':{'p':''},'storedAsSubDirectories':false,'extras':{'byFront':{'hive':'AA=='}}}");
    }

    @Test
    void theSmallestLayout() {
        assertThat(StoredJson.read(StoredJson.write(Samples.PLAIN), Layout.class))
                .isEqualTo(Samples.PLAIN);
    }

    @Test
    void theRest() {
        assertStored(new ViewText("select 1", null), ViewText.class, "{'original':'select 1'}");
        assertStored(
                new ColumnStatistics.OfLong(null, 5L, 1, 2, new Sketches("b", null)),
                ColumnStatistics.OfLong.class,
                "{'high':5,'nulls':1,'distinct':2,'sketches':{'bitVectors':'b'}}");
        assertStored(
                new ColumnStatistics.OfString(3, 2.5, 1, 2, Sketches.NONE),
                ColumnStatistics.OfString.class,
                "{'maxLength':3,'averageLength':2.5,'nulls':1,'distinct':2,'sketches':{}}");
        assertStored(
                new ColumnStatistics.OfBinary(3, 2.5, 1, Sketches.NONE),
                ColumnStatistics.OfBinary.class,
                "{'maxLength':3,'averageLength':2.5,'nulls':1,'sketches':{}}");
        assertStored(
                new ColumnStatistics.OfBoolean(3, 2, 1, Sketches.NONE),
                ColumnStatistics.OfBoolean.class,
                "{'trues':3,'falses':2,'nulls':1,'sketches':{}}");
        assertStored(
                new ColumnStatistics.OfDecimal("1.50", null, 0, 0, Sketches.NONE),
                ColumnStatistics.OfDecimal.class,
                "{'low':'1.50','nulls':0,'distinct':0,'sketches':{}}");
        assertStored(
                new FunctionResource(FunctionResource.Kind.JAR, "u"),
                FunctionResource.class,
                "{'kind':'JAR','uri':'u'}");
        assertStored(
                new ConstraintBody(new Trust(true, false, true), List.of("a"), List.of("x"), null, 1, 2),
                ConstraintBody.class,
                "{'trust':{'enabled':true,'validated':false,'relied':true},'columns':['a'],"
                        + "'parentColumns':['x'],'onUpdate':1,'onDelete':2}");
    }

    @Test
    void whatIsNotUnderstoodIsNotDropped() {
        assertThatThrownBy(() -> StoredJson.read(quoted("{'original':'a','later':'b'}"), ViewText.class))
                .isInstanceOf(IllegalStateException.class);
    }

    private static <T> void assertStored(T value, Class<T> type, String json) {
        assertThat(StoredJson.write(value)).isEqualTo(quoted(json));
        assertThat(StoredJson.read(quoted(json), type)).isEqualTo(value);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
