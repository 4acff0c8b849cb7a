package io.workfloworchestrator.state.proofs;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.BiConsumer;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * A place of a compiled class by its name: a method with the lambdas in it, or the calls of another method that are made
 * there. Immutable.
 *
 * @param module any class of the package
 * @param type the class that the method is in, as {@code GitLook$Entry}
 * @param method its name; with the simple types of its parameters where it is overloaded, as {@code add(long)}
 * @param call what is called there, as {@code Files.move}; null for the method itself
 * @param places how many such calls there are
 */
record Seam(
        Class<?> module,
        String type,
        String method,
        @Nullable String call,
        int places) {

    /** Where the methods of a package are found by name. */
    record Code(Class<?> module) {
        /** A method by its class and its name, as {@code Opening.aside}. */
        Seam in(String method) {
            int dot = method.indexOf('.');
            return new Seam(module, method.substring(0, dot), method.substring(dot + 1), null, 1);
        }
    }

    /** The one call of this method. */
    Seam call(String called) {
        return call(called, 1);
    }

    Seam call(String called, int times) {
        return new Seam(module, type, method, called, times);
    }

    /** What is done at a seam. */
    sealed interface Change {
        Seam seam();

        /** A method or a call does nothing, and what this leaves on the stack is its result. */
        record Gives(Seam seam, BiConsumer<MethodVisitor, Type> result) implements Change {}

        /** Another method is called, which gets the object of the call as its first argument. */
        record Becomes(Seam seam, Method instead) implements Change {}

        /** When a method fails so, it returns as if it had not. */
        record Swallows(Seam seam, Class<? extends Exception> failure) implements Change {}
    }

    /** Nothing is done; the result is null, 0 or false. */
    Change isSkipped() {
        return new Change.Gives(this, (code, type) -> {
            switch (type.getSort()) {
                case Type.VOID -> {}
                case Type.LONG -> code.visitInsn(Opcodes.LCONST_0);
                case Type.OBJECT, Type.ARRAY -> code.visitInsn(Opcodes.ACONST_NULL);
                default -> code.visitInsn(Opcodes.ICONST_0);
            }
        });
    }

    /** Nothing is done; the result is true. */
    Change isTrue() {
        return new Change.Gives(this, (code, type) -> code.visitInsn(Opcodes.ICONST_1));
    }

    /** Nothing is done; the result is what is in this static field, as {@code TurnQueue.FREE}. */
    Change gives(String field) {
        int dot = field.indexOf('.');
        String owner = internalName(field.substring(0, dot));
        return new Change.Gives(
                this,
                (code, type) ->
                        code.visitFieldInsn(Opcodes.GETSTATIC, owner, field.substring(dot + 1), type.getDescriptor()));
    }

    /** A method of {@link Instead} is called instead. */
    Change becomes(String name) {
        return Arrays.stream(Instead.class.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .map(method -> new Change.Becomes(this, method))
                .orElseThrow(() -> new AssertionError("there is no " + name));
    }

    /** When it fails so, it returns as if it had not. */
    Change swallows(Class<? extends Exception> failure) {
        return new Change.Swallows(this, failure);
    }

    String internalName(String simpleName) {
        return module.getPackageName().replace('.', '/') + "/" + simpleName;
    }

    /** Whether it is this method, or a lambda in it. */
    boolean isIn(String name, String descriptor) {
        int parameters = method.indexOf('(');
        return name.equals(parameters < 0 ? method : method.substring(0, parameters))
                        && (parameters < 0 || method.substring(parameters).equals(parameters(descriptor)))
                || call != null && parameters < 0 && name.matches("lambda\\$\\Q" + method + "\\E\\$\\d+");
    }

    private static String parameters(String descriptor) {
        return Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(type -> type.getClassName().replaceFirst(".*[.$]", ""))
                .reduce((all, next) -> all + "," + next)
                .map(all -> "(" + all + ")")
                .orElse("()");
    }

    /** Whether the calls of this method are meant. */
    boolean isCall(String owner, String name) {
        return call != null && call.equals(owner.replaceFirst(".*[/$]", "") + "." + name);
    }

    @Override
    public String toString() {
        return call == null ? type + "." + method : call + " in " + type + "." + method;
    }
}
