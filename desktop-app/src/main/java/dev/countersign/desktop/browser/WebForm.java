package dev.countersign.desktop.browser;

import dev.countersign.desktop.http.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Connection.KeyVal;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A form as a browser sends it when this button is pressed: the page's own fields, then ours. */
record WebForm(Element button, Map<String, String> filledIn) {

    /** HTML Living Standard §4.10.22.3, for URL-encoded forms. */
    Request submission() {
        FormElement form = form();
        String action = attribute("formaction", "action", form);
        URI page = URI.create(form.baseUri());
        // Java resolves an empty reference to the folder, a browser to the page itself.
        URI target = action.isEmpty() ? page : page.resolve(action);
        String method = attribute("formmethod", "method", form);
        return method.equalsIgnoreCase("post")
                ? Request.form(target, encoded(form)).with("Origin", origin(form))
                : Request.get(URI.create(withoutQuery(target) + "?" + encoded(form)));
    }

    private static String withoutQuery(URI target) {
        String address = target.toString();
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }

    private FormElement form() {
        String owner = button.attr("form");
        Element found =
                owner.isEmpty()
                        ? button.closest("form")
                        : button.root().selectFirst("form#" + owner);
        if (found instanceof FormElement form) {
            return form;
        }
        throw new IllegalStateException("the button " + button.id() + " belongs to no form");
    }

    private String attribute(String ofTheButton, String ofTheForm, FormElement form) {
        return button.hasAttr(ofTheButton) ? button.attr(ofTheButton) : form.attr(ofTheForm);
    }

    private String encoded(FormElement form) {
        var fields = new LinkedHashMap<String, String>();
        for (KeyVal field : form.formData()) {
            fields.put(field.key(), field.value());
        }
        requireFields(form);
        fields.putAll(filledIn);
        if (button.hasAttr("name")) {
            fields.put(button.attr("name"), button.attr("value"));
        }
        return fields.entrySet().stream()
                .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A person cannot fill in what is not there. */
    private void requireFields(FormElement form) {
        List<String> absent =
                filledIn.keySet().stream()
                        .filter(name -> form.select("input[name=" + name + "]").isEmpty())
                        .toList();
        if (!absent.isEmpty()) {
            throw new IllegalStateException("the form has no fields " + absent);
        }
    }

    private static String origin(FormElement form) {
        URI page = URI.create(form.baseUri());
        return page.getScheme() + "://" + page.getAuthority();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
