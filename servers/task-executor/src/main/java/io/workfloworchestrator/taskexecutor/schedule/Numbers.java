package io.workfloworchestrator.taskexecutor.schedule;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers for people: at most two decimals, and no zeros at the end. */
final class Numbers {
    private Numbers() {}

    static double rounded(double number) {
        return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }

    static String shown(double number) {
        return BigDecimal.valueOf(number)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
