import './queries';
import '../binding/decider';
