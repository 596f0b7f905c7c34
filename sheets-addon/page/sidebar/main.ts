// What a sidebar runs that shows nothing but text.
import { keepSending } from '../send.ts';

keepSending();
