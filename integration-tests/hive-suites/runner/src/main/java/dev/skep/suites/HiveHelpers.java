package dev.skep.suites;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.reflect.Method;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.implementation.ExceptionMethod;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.StubMethod;

/**
 * Changes the helpers around Hive's tests when they are loaded, never a test: what starts a metastore in this process hands
 * out the tested server instead, and what would be a metastore in this process refuses, so that no test can pass by
 * talking to itself. A helper that a generation does not have is not met.
 */
final class HiveHelpers {
    private static final String HIVE = "org.apache.hadoop.hive.metastore.";

    private HiveHelpers() {}

    /** To be called before any class of Hive's tests is loaded. */
    static void install() {
        new AgentBuilder.Default()
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .type(namedOneOf(
                        HIVE + "MetaStoreUtils",
                        HIVE + "utils.MetaStoreUtils",
                        HIVE + "MetaStoreTestUtils",
                        HIVE + "utils.MetaStoreServerUtils"))
                .transform((type, description, loader, module, domain) -> type.method(
                                isStatic().and(nameStartsWith("startMetaStore")))
                        .intercept(MethodDelegation.to(StandIns.class))
                        .method(isStatic().and(named("close")))
                        .intercept(StubMethod.INSTANCE))
                .type(named(HIVE + "client.MetaStoreFactoryForTests"))
                .transform((type, description, loader, module, domain) ->
                        type.visit(Advice.to(OnlyRemote.class).on(named("getMetaStores"))))
                // The tables of transactions are the server's.
                .type(namedOneOf(HIVE + "txn.TxnDbUtil", HIVE + "utils.TestTxnDbUtil"))
                .transform((type, description, loader, module, domain) -> type.method(
                                named("prepDb").or(named("cleanDb")).and(returns(void.class)))
                        .intercept(StubMethod.INSTANCE))
                // It casts List.toArray() to URI[], which no JDK after 8 allows.
                .type(named(HIVE + "HiveMetaStoreClientPreCatalog"))
                .transform((type, description, loader, module, domain) -> type.visit(MemberSubstitution.relaxed()
                        .method(named("toArray").and(takesArguments(0)))
                        .replaceWith(arrayOfUris())
                        .on(any())))
                .type(named(HIVE + "RetryingHMSHandler"))
                .transform((type, description, loader, module, domain) ->
                        type.method(isStatic().and(named("getProxy"))).intercept(refusal()))
                .type(named(HIVE + "ObjectStore"))
                .transform((type, description, loader, module, domain) ->
                        type.method(named("setConf")).intercept(refusal()))
                .installOn(ByteBuddyAgent.install());
    }

    private static Implementation refusal() {
        return ExceptionMethod.throwing(
                IllegalStateException.class, "This test is not about a client: it wants the server in its own process");
    }

    private static Method arrayOfUris() {
        try {
            return StandIns.class.getMethod("uris", List.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Woven into Hive's class, so it may only call what that class can see. */
    static final class OnlyRemote {
        private OnlyRemote() {}

        @Advice.OnMethodExit
        static void keep(@Advice.Return List<Object[]> metastores) {
            StandIns.keepRemote(metastores);
        }
    }
}
