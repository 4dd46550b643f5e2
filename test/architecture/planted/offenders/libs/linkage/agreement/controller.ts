import './story';
import '../binding/state';
