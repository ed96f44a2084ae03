package dev.skep.server.store.sql;

import dev.skep.server.store.PrivilegeStore;
import dev.skep.server.store.RoleStore;
import dev.skep.server.store.Security;
import dev.skep.server.store.TableStore;
import dev.skep.server.store.TokenStore;
import org.jooq.DSLContext;

/** The stores of roles, privileges and tokens. */
record SqlSecurity(RoleStore roles, PrivilegeStore privileges, TokenStore tokens) implements Security {
    static SqlSecurity on(DSLContext sql, Ids ids, Parents parents, TableStore tables) {
        return new SqlSecurity(
                new SqlRoles(sql, ids),
                new SqlPrivileges(sql, ids, new SecurableIds(sql, parents, tables)),
                new SqlTokens(sql));
    }
}
