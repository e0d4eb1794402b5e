import { useEffect, useState } from 'react';

/** Whole seconds left of a wait that begins when the component is mounted; 0 once it is over. */
export const useCountdown = (seconds: number): number => {
  const [leftS, setLeftS] = useState(seconds);
  useEffect(() => {
    const endsAtMs = performance.now() + seconds * 1_000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((endsAtMs - performance.now()) / 1_000));
      setLeftS(left);
      if (left === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return leftS;
};
