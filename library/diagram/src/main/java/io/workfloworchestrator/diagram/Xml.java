package io.workfloworchestrator.diagram;

/** Text and numbers as XML has them. Whatever is written here was made one line of allowed characters before. */
final class Xml {
    private Xml() {}

    /** The text for an attribute in double quotes, or between tags. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n' -> escaped.append("&#10;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String area(Scene.Area area) {
        return "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
                .formatted(number(area.x()), number(area.y()), number(area.width()), number(area.height()));
    }

    /** The number with at most one digit behind the point. */
    static String number(double number) {
        long tenths = Math.round(number * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }
}
