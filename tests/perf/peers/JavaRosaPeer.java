import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.javarosa.core.model.CoreModelModule;
import org.javarosa.core.model.DataType;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.IFormElement;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.services.IPropertyManager;
import org.javarosa.core.services.PropertyManager;
import org.javarosa.core.services.PrototypeManager;
import org.javarosa.core.services.properties.IPropertyRules;
import org.javarosa.core.services.storage.StorageManager;
import org.javarosa.core.services.storage.util.DummyIndexedStorageUtility;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataSerializer;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.xpath.XPathConditional;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathExpression;

/**
 * JavaRosa behind one line of JSON per request: applies the steps of {@code form try} to a form and
 * answers with the object that {@code form try} prints. What each field is taken from is said in
 * tests/perf/peers/javarosa.py. Reads standard input, writes standard output.
 */
public final class JavaRosaPeer {
    private static final String JAVAROSA = "http://openrosa.org/javarosa";
    private static final Pattern STEP = Pattern.compile("([^/\\[\\]]+)(?:\\[(\\d+)\\])?");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Files beside the form, by name: the request's own. */
    private static Map<String, String> beside = new HashMap<>();

    private final FormDef form;
    private final FormEntryController controller;
    private final XFormAnswerDataSerializer serializer = new XFormAnswerDataSerializer();
    /** Controls by the path of their node without positions: where each stands in the body. */
    private final Map<String, List<Integer>> places = new HashMap<>();
    /** Full paths of answers that were given in a wrong type: kept as text, as a saved form has them. */
    private final Set<String> untyped = new HashSet<>();

    private JavaRosaPeer(String xml) throws Exception {
        InputStream stream = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
        form = XFormUtils.getFormFromInputStream(stream);
        controller = new FormEntryController(new FormEntryModel(form));
        form.initialize(true, new InstanceInitializationFactory());
        place(form, new ArrayList<>());
    }

    private void place(IFormElement element, List<Integer> at) {
        List<IFormElement> children = element.getChildren();
        for (int i = 0; children != null && i < children.size(); i++) {
            IFormElement child = children.get(i);
            List<Integer> here = new ArrayList<>(at);
            here.add(i);
            if (child.getBind() != null) {
                TreeReference ref = (TreeReference) child.getBind().getReference();
                places.putIfAbsent(kind(child) + path(ref, false), here);
            }
            place(child, here);
        }
    }

    private static String kind(IFormElement element) {
        if (element instanceof QuestionDef) {
            return "question ";
        }
        return ((GroupDef) element).getRepeat() ? "repeat " : "group ";
    }

    // --- paths ---------------------------------------------------------------------------------

    /** Return a reference with positions where the path gives them, else the first. */
    private TreeReference reference(String path, boolean lastIsOpen) {
        TreeReference ref = TreeReference.rootRef();
        String[] steps = path.startsWith("/") ? path.substring(1).split("/") : new String[0];
        for (int i = 0; i < steps.length; i++) {
            Matcher step = STEP.matcher(steps[i]);
            if (!step.matches()) {
                throw new IllegalArgumentException("no such path: " + path);
            }
            int position = step.group(2) == null ? 0 : Integer.parseInt(step.group(2)) - 1;
            String name = step.group(1);
            ref.add(name, lastIsOpen && i == steps.length - 1 ? TreeReference.INDEX_UNBOUND : position);
        }
        return ref;
    }

    private TreeElement element(String path) {
        TreeReference ref = reference(path, false);
        TreeElement found = ref.size() == 0 ? null : form.getMainInstance().resolveReference(ref);
        if (found == null) {
            throw new IllegalArgumentException("no such path: " + path);
        }
        return found;
    }

    private static boolean repeated(TreeElement element) {
        return element.isRepeatable();
    }

    private String path(TreeElement element) {
        List<String> steps = new ArrayList<>();
        for (TreeElement at = element; at != null && at.getName() != null; at = (TreeElement) at.getParent()) {
            steps.add(at.getName() + (repeated(at) ? "[" + (at.getMult() + 1) + "]" : ""));
        }
        Collections.reverse(steps);
        return "/" + String.join("/", steps);
    }

    private static String path(TreeReference ref, boolean ignored) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ref.size(); i++) {
            text.append('/').append(ref.getName(i));
        }
        return text.toString();
    }

    /** Return where the control of a kind for a reference stands, or null. */
    private FormIndex index(String kind, TreeReference ref) {
        List<Integer> at = places.get(kind + " " + path(ref, false));
        if (at == null) {
            return null;
        }
        List<IFormElement> elements = new ArrayList<>();
        List<Integer> multiplicities = new ArrayList<>();
        IFormElement element = form;
        for (int i : at) {
            element = element.getChild(i);
            elements.add(element);
            boolean repeat = element instanceof GroupDef && ((GroupDef) element).getRepeat();
            int level = ((TreeReference) element.getBind().getReference()).size() - 1;
            multiplicities.add(repeat ? ref.getMultiplicity(level) : 0);
        }
        return form.buildIndex(new ArrayList<>(at), multiplicities, elements);
    }

    // --- steps ---------------------------------------------------------------------------------

    private void apply(Map<String, Object> step) {
        if (step.containsKey("set")) {
            set((String) step.get("set"), String.valueOf(step.get("value")));
        } else if (step.containsKey("add")) {
            add((String) step.get("add"));
        } else if (step.containsKey("remove")) {
            remove((String) step.get("remove"));
        } else if (step.containsKey("language")) {
            if (form.getLocalizer() == null) {
                throw new IllegalArgumentException("the form has no languages");
            }
            controller.setLanguage((String) step.get("language"));
        } else {
            throw new IllegalArgumentException("no such step: " + step);
        }
    }

    private void set(String path, String value) {
        TreeElement element = element(path);
        if (!element.isLeaf() || repeated(element)) {
            throw new IllegalArgumentException("holds no answer: " + path);
        }
        untyped.remove(path(element));
        form.setValue(data(element, value), element.getRef(), true);
    }

    private IAnswerData data(TreeElement element, String value) {
        if (value.isEmpty()) {
            return null;
        }
        FormIndex index = index("question", element.getRef());
        int control = index == null ? -1 : ((QuestionDef) form.getChild(index)).getControlType();
        UncastData raw = new UncastData(value);
        try {
            if (element.getDataType() == DataType.BOOLEAN.value) {
                return org.javarosa.xform.util.XFormAnswerDataParser.getAnswerData(value, DataType.BOOLEAN.value);
            }
            IAnswerData typed = AnswerDataFactory.template(control, element.getDataType()).cast(raw);
            return typed;
        } catch (RuntimeException wrong) {
            untyped.add(path(element));
            return raw;
        }
    }

    private void add(String path) {
        TreeReference ref = reference(path, true);
        int last = ref.size() - 1;
        if (last < 1 || path.endsWith("]")) {
            throw new IllegalArgumentException("no such repeat: " + path);
        }
        TreeReference parent = ref.getParentRef();
        TreeElement holder = form.getMainInstance().resolveReference(parent);
        ref.setMultiplicity(last, holder == null ? 0 : holder.getChildMultiplicity(ref.getName(last)));
        FormIndex index = index("repeat", ref);
        if (holder == null || index == null) {
            throw new IllegalArgumentException("no such repeat: " + path);
        }
        if (((GroupDef) form.getChild(index)).noAddRemove) {
            throw new IllegalArgumentException("its number is fixed: " + path);
        }
        controller.newRepeat(index);
    }

    private void remove(String path) {
        TreeElement element = path.endsWith("]") ? element(path) : null;
        FormIndex index = element == null ? null : index("repeat", element.getRef());
        if (index == null) {
            throw new IllegalArgumentException("no such repeat: " + path);
        }
        if (((GroupDef) form.getChild(index)).noAddRemove) {
            throw new IllegalArgumentException("its number is fixed: " + path);
        }
        controller.deleteRepeat(index);
        untyped.clear();
        mark(form.getMainInstance().getRoot());
    }

    private void mark(TreeElement element) {
        boolean text = element.getValue() instanceof UncastData;
        if (text && DataType.from(element.getDataType()) != DataType.BINARY
                && DataType.from(element.getDataType()) != DataType.BARCODE
                && DataType.from(element.getDataType()) != DataType.NULL
                && DataType.from(element.getDataType()) != DataType.UNSUPPORTED) {
            untyped.add(path(element));
        }
        for (int i = 0; i < element.getNumChildren(); i++) {
            mark(element.getChildAt(i));
        }
    }

    /** Walk the form as a user does, which makes the instances that jr:count asks for. */
    private void walk() {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        int left = 100_000;
        while (controller.stepToNextEvent() != FormEntryController.EVENT_END_OF_FORM) {
            if (--left < 0) {
                throw new IllegalStateException("the form does not end");
            }
        }
    }

    /** Evaluate expressions at nodes, as calculations there would be: a value or an error each. */
    private List<Map<String, String>> evaluated(List<Map<String, String>> asked) {
        List<Map<String, String>> results = new ArrayList<>();
        for (Map<String, String> one : asked) {
            Map<String, String> result = new HashMap<>();
            try {
                TreeElement at = element(one.get("at"));
                EvaluationContext context = new EvaluationContext(form.getEvaluationContext(), at.getRef());
                XPathConditional expression = new XPathConditional(one.get("expression"));
                Object raw = expression.evalRaw(form.getMainInstance(), context);
                IAnswerData data = IAnswerData.wrapData(raw, at.getDataType());
                result.put("value", data == null ? "" : String.valueOf(serializer.serializeAnswerData(data)));
            } catch (Exception | StackOverflowError problem) {
                result.put("error", problem.getClass().getSimpleName() + ": " + problem.getMessage());
            }
            results.add(result);
        }
        return results;
    }

    // --- what is printed -----------------------------------------------------------------------

    private Map<String, Object> state() {
        Map<String, Object> about = new LinkedHashMap<>();
        TreeElement root = form.getMainInstance().getRoot();
        about.put("id", text(root.getAttributeValue(null, "id")));
        about.put("version", text(root.getAttributeValue(null, "version")));
        about.put("title", text(form.getTitle()));
        String[] languages = controller.getModel().getLanguages();
        about.put("languages", languages == null ? new String[0] : languages);
        List<Map<String, Object>> nodes = new ArrayList<>();
        List<Map<String, Object>> problems = new ArrayList<>();
        offer(root);
        leaves(root, nodes, problems);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("form", about);
        result.put("nodes", nodes);
        result.put("complete", problems.isEmpty());
        result.put("problems", problems);
        return result;
    }

    /** Have every list of choices made, which takes away answers that are no longer offered. */
    private void offer(TreeElement element) {
        if (element.getMult() == TreeReference.INDEX_TEMPLATE) {
            return;
        }
        FormIndex index = element.isLeaf() ? index("question", element.getRef()) : null;
        if (index != null && ((QuestionDef) form.getChild(index)).getDynamicChoices() != null) {
            new FormEntryPrompt(form, index).getSelectChoices();
        }
        for (int i = 0; i < element.getNumChildren(); i++) {
            offer(element.getChildAt(i));
        }
    }

    private void leaves(TreeElement element, List<Map<String, Object>> nodes, List<Map<String, Object>> problems) {
        if (element.getMult() == TreeReference.INDEX_TEMPLATE) {
            return;
        }
        if (element.isLeaf() && !repeated(element) && index("group", element.getRef()) == null) {
            nodes.add(leaf(element, problems));
        }
        for (int i = 0; i < element.getNumChildren(); i++) {
            leaves(element.getChildAt(i), nodes, problems);
        }
    }

    private Map<String, Object> leaf(TreeElement element, List<Map<String, Object>> problems) {
        FormIndex index = index("question", element.getRef());
        FormEntryPrompt prompt = index == null ? null : new FormEntryPrompt(form, index);
        String path = path(element);
        String kind = "";
        String message = "";
        if (prompt != null && element.isRelevant()) {
            if (element.isRequired() && element.getValue() == null) {
                kind = "required";
                message = requiredMessage(element, prompt);
            } else if (untyped.contains(path) && element.getValue() != null) {
                kind = "type";
            } else if (!form.evaluateConstraint(element.getRef(), element.getValue())) {
                kind = "constraint";
                message = text(prompt.getConstraintText(element.getValue()));
            }
        }
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("path", path);
        IAnswerData value = element.getValue();
        node.put("value", value == null ? "" : String.valueOf(serializer.serializeAnswerData(value, element.getDataType())));
        node.put("type", type(element));
        node.put("relevant", element.isRelevant());
        node.put("required", element.isRequired());
        node.put("readonly", !element.isEnabled());
        node.put("valid", kind.isEmpty());
        node.put("message", message);
        node.put("label", prompt == null ? "" : text(prompt.getQuestionText()));
        node.put("choices", choices(prompt));
        if (!kind.isEmpty()) {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("path", path);
            problem.put("kind", kind);
            problem.put("message", message);
            problems.add(problem);
        }
        return node;
    }

    private static List<Map<String, Object>> choices(FormEntryPrompt prompt) {
        List<Map<String, Object>> offered = new ArrayList<>();
        if (prompt == null) {
            return offered;
        }
        int control = prompt.getControlType();
        boolean selects = control == org.javarosa.core.model.Constants.CONTROL_SELECT_ONE
                || control == org.javarosa.core.model.Constants.CONTROL_SELECT_MULTI
                || control == org.javarosa.core.model.Constants.CONTROL_RANK;
        List<SelectChoice> all = selects ? prompt.getSelectChoices() : null;
        for (int i = 0; all != null && i < all.size(); i++) {
            Map<String, Object> choice = new LinkedHashMap<>();
            choice.put("value", all.get(i).getValue());
            choice.put("label", text(prompt.getSelectChoiceText(all.get(i))));
            offered.add(choice);
        }
        return offered;
    }

    /** As ODK Collect finds it: an expression (jr:itext) or the words themselves. */
    private String requiredMessage(TreeElement element, FormEntryPrompt prompt) {
        String words = element.getBindAttributeValue(JAVAROSA, "requiredMsg");
        if (words == null) {
            return "";
        }
        String found;
        try {
            XPathExpression expression = XPathParseTool.parseXPath("string(" + words + ")");
            EvaluationContext context = new EvaluationContext(form.getEvaluationContext(), element.getRef());
            found = String.valueOf(expression.eval(form.getMainInstance(), context));
        } catch (Exception plain) {
            found = words;
        }
        return text(form.fillTemplateString(found, element.getRef()));
    }

    private static String type(TreeElement element) {
        switch (DataType.from(element.getDataType())) {
            case INTEGER: return "int";
            case DECIMAL: return "decimal";
            case DATE: return "date";
            case TIME: return "time";
            case DATE_TIME: return "dateTime";
            case CHOICE: return "select1";
            case MULTIPLE_ITEMS: return "select";
            case BOOLEAN: return "boolean";
            case GEOPOINT: return "geopoint";
            case GEOSHAPE: return "geoshape";
            case GEOTRACE: return "geotrace";
            case BARCODE: return "barcode";
            case BINARY: return "binary";
            case LONG: return "long";
            default: return "string";
        }
    }

    private static String text(String words) {
        return words == null ? "" : words;
    }

    // --- the server ----------------------------------------------------------------------------

    @SuppressWarnings("unchecked")
    private static Map<String, Object> answer(Map<String, Object> request) {
        Map<String, Object> answer = new LinkedHashMap<>();
        String stage = "load";
        try {
            beside = (Map<String, String>) request.getOrDefault("files", new HashMap<>());
            if (request.containsKey("bench")) {
                answer.put("result", bench(request));
                return answer;
            }
            JavaRosaPeer peer = new JavaRosaPeer((String) request.get("form"));
            peer.walk();
            int number = 0;
            for (Map<String, Object> step : (List<Map<String, Object>>) request.get("steps")) {
                stage = "step " + ++number;
                peer.apply(step);
                peer.walk();
            }
            if (request.containsKey("evaluate")) {
                List<Map<String, String>> asked = (List<Map<String, String>>) request.get("evaluate");
                answer.put("result", peer.evaluated(asked));
                return answer;
            }
            stage = "state";
            if (Boolean.TRUE.equals(request.get("scratch"))) {
                // all conditions and calculations anew: what JavaRosa left stale is settled
                peer.form.initialize(false, new InstanceInitializationFactory());
            }
            answer.put("result", peer.state());
        } catch (Throwable problem) {
            StringBuilder said = new StringBuilder();
            Throwable at = problem;
            for (int depth = 0; at != null && depth < 4; depth++, at = at.getCause()) {
                said.append(depth == 0 ? "" : " <- ").append(at.getClass().getSimpleName()).append(": ").append(at.getMessage());
            }
            answer.put("error", said.toString());
            answer.put("stage", stage);
            if (request.containsKey("trace")) {
                problem.printStackTrace(System.err);
            }
        }
        return answer;
    }

    /** Time a form inside this JVM: how long loading takes, and each row of steps in turn. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> bench(Map<String, Object> request) throws Exception {
        Map<String, Object> times = new LinkedHashMap<>();
        String xml = (String) request.get("form");
        List<Double> loads = new ArrayList<>();
        JavaRosaPeer peer = null;
        for (int i = 0; i < (int) request.get("loads"); i++) {
            long begin = System.nanoTime();
            peer = new JavaRosaPeer(xml);
            loads.add((System.nanoTime() - begin) / 1e6);
        }
        times.put("load", loads);
        for (Map<String, Object> row : (List<Map<String, Object>>) request.get("bench")) {
            List<Double> took = new ArrayList<>();
            for (List<Map<String, Object>> turn : (List<List<Map<String, Object>>>) row.get("turns")) {
                long begin = System.nanoTime();
                for (Map<String, Object> step : turn) {
                    if (step.containsKey("choices")) {
                        TreeElement at = peer.element((String) step.get("choices"));
                        FormIndex index = peer.index("question", at.getRef());
                        int count = new FormEntryPrompt(peer.form, index).getSelectChoices().size();
                        if (count != (int) step.get("count")) {
                            throw new IllegalStateException(count + " choices at " + step.get("choices"));
                        }
                    } else if (step.containsKey("expect")) {
                        TreeElement at = peer.element((String) step.get("expect"));
                        IAnswerData held = at.getValue();
                        String value = held == null ? "" : String.valueOf(peer.serializer.serializeAnswerData(held));
                        boolean right = value.equals(step.get("value")) && at.isRelevant() && at.isEnabled();
                        if (!right || at.isRequired() || !peer.form.evaluateConstraint(at.getRef(), held)) {
                            throw new IllegalStateException(value + " at " + step.get("expect"));
                        }
                    } else {
                        peer.apply(step);
                    }
                }
                took.add((System.nanoTime() - begin) / 1e6);
            }
            times.put((String) row.get("name"), took);
        }
        return times;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        System.setOut(System.err);
        prepare();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            @SuppressWarnings("unchecked")
            Map<String, Object> request = JSON.readValue(line, Map.class);
            out.println(JSON.writeValueAsString(answer(request)));
        }
    }

    private static void prepare() {
        StorageManager.setStorageFactory((name, type) -> new DummyIndexedStorageUtility());
        PrototypeManager.registerPrototypes(JavaRosaCoreModule.classNames);
        PrototypeManager.registerPrototypes(CoreModelModule.classNames);
        new XFormsModule().registerModule();
        PropertyManager.setPropertyManager(new NoProperties());
        ReferenceManager.instance().addReferenceFactory(
                new PrefixedRootFactory(new String[] {"file/", "file-csv/"}) {
                    @Override
                    protected Reference factory(String terminal, String uri) {
                        return new Beside(uri.substring(uri.lastIndexOf('/') + 1), uri);
                    }
                });
    }

    /** A file that was handed in with the form. */
    private static final class Beside implements Reference {
        private final String name;
        private final String uri;

        Beside(String name, String uri) {
            this.name = name;
            this.uri = uri;
        }

        @Override public boolean doesBinaryExist() { return beside.containsKey(name); }
        @Override public InputStream getStream() throws java.io.IOException {
            return new java.io.FileInputStream(getLocalURI());
        }
        @Override public String getURI() { return uri; }
        @Override public boolean isReadOnly() { return true; }
        @Override public OutputStream getOutputStream() { throw new UnsupportedOperationException(); }
        @Override public void remove() { throw new UnsupportedOperationException(); }
        @Override public String getLocalURI() { return beside.get(name); }
        @Override public Reference[] probeAlternativeReferences() { return new Reference[0]; }
    }

    /** A device that tells nothing about itself. */
    private static final class NoProperties implements IPropertyManager {
        @Override public List<String> getProperty(String name) { return null; }
        @Override public void setProperty(String name, String value) { }
        @Override public void setProperty(String name, List<String> value) { }
        @Override public String getSingularProperty(String name) { return null; }
        @Override public void addRules(IPropertyRules rules) { }
        @Override public List<IPropertyRules> getRules() { return new ArrayList<>(); }
    }
}
