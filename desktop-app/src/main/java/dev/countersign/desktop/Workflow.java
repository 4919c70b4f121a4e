package dev.countersign.desktop;

import com.nimbusds.oauth2.sdk.Scope;
import dev.countersign.desktop.browser.Browser;
import dev.countersign.desktop.http.Wire;
import dev.countersign.desktop.step.AdministratorTakesBack;
import dev.countersign.desktop.step.Api;
import dev.countersign.desktop.step.AskTheApi;
import dev.countersign.desktop.step.AuthorizationServer;
import dev.countersign.desktop.step.CallWithoutToken;
import dev.countersign.desktop.step.CodeFlow;
import dev.countersign.desktop.step.DamageAccessToken;
import dev.countersign.desktop.step.DamageRefreshToken;
import dev.countersign.desktop.step.Discover;
import dev.countersign.desktop.step.HybridSignIn;
import dev.countersign.desktop.step.NarrowScopes;
import dev.countersign.desktop.step.ReadTokens;
import dev.countersign.desktop.step.RevocationWatch;
import dev.countersign.desktop.step.RevokeAccessToken;
import dev.countersign.desktop.step.RevokeRefreshToken;
import dev.countersign.desktop.step.SignIn;
import dev.countersign.desktop.step.SignInAgain;
import dev.countersign.desktop.step.SignOut;
import dev.countersign.desktop.step.SignOutEverywhere;
import dev.countersign.desktop.step.Step;
import dev.countersign.desktop.step.StepFailed;
import dev.countersign.desktop.step.SwapCode;
import dev.countersign.desktop.step.TamperWithVerifier;
import dev.countersign.desktop.step.Wallet;
import dev.countersign.desktop.terminal.Transcript;
import java.net.URI;
import java.util.List;

/** The steps in their order. The first that fails ends the workflow. */
record Workflow(List<Step> steps, Transcript transcript) {

    static Workflow of(Settings settings, Browser browser, Transcript transcript) {
        var wire = Wire.of(transcript);
        var api = new Api(settings.api(), wire);
        var server = new AuthorizationServer(settings.issuer(), settings.clientId(), wire);
        var wallet = new Wallet();
        var watch = new RevocationWatch(api, transcript);
        Scope scope = settings.scope();
        URI page = settings.postLoginPage();
        var flow = new CodeFlow(server, browser, scope, settings.ports(), transcript);
        var signIn = new SignIn(flow, transcript);
        var swap = new SwapCode(signIn, server, wallet, page, transcript);
        var again = new SignInAgain(flow, api, server, wallet, page, transcript);
        return new Workflow(
                List.of(
                        new CallWithoutToken(api, transcript),
                        new Discover(server, transcript),
                        signIn,
                        swap,
                        new ReadTokens(signIn, wallet, server, transcript),
                        new AskTheApi(api, wallet, transcript),
                        new DamageAccessToken(api, server, wallet, transcript),
                        new NarrowScopes(api, server, wallet, scope, transcript),
                        new TamperWithVerifier(flow, server, transcript),
                        new RevokeAccessToken(api, server, wallet, watch, transcript),
                        new DamageRefreshToken(server, wallet, transcript),
                        again,
                        new RevokeRefreshToken(server, wallet, watch, transcript),
                        again,
                        new HybridSignIn(
                                server, browser, scope, settings.ports(), wallet, transcript),
                        new AdministratorTakesBack(
                                settings.administrator(transcript),
                                settings.access(),
                                server,
                                wallet,
                                watch,
                                wire,
                                transcript),
                        new SignOut(api, wallet, transcript),
                        signIn,
                        swap,
                        new SignOutEverywhere(
                                server,
                                browser,
                                settings.ports(),
                                wallet,
                                watch,
                                settings.postLogoutPage(),
                                transcript)),
                transcript);
    }

    /** True where every step did what it should. */
    boolean play() {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            transcript.step(i + 1, step.title());
            if (!plays(step)) {
                return false;
            }
        }
        transcript.step(steps.size(), "steps, and each did what it should");
        return true;
    }

    private boolean plays(Step step) {
        try {
            step.play();
            return true;
        } catch (StepFailed failed) {
            transcript.bad("" + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            transcript.bad("interrupted");
        } catch (Exception unexpected) {
            transcript.bad("expected an answer, but got " + chain(unexpected));
        }
        return false;
    }

    private static String chain(Throwable failure) {
        Throwable cause = failure.getCause();
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return cause == null ? text : text + "; because of " + chain(cause);
    }
}
