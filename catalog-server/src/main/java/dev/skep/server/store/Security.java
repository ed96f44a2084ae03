package dev.skep.server.store;

/** Who may do what, and who is believed. */
public interface Security {
    RoleStore roles();

    PrivilegeStore privileges();

    TokenStore tokens();
}
